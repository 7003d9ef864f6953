"""The tables and their columns, and the words they use."""

import pytest

from waterbed.layers.schema.tables import TABLES, columns, has_source, schema
from waterbed.layers.schema.vocabulary import vocabulary, word_label, words


def test_every_table_has_ids_and_all_but_two_have_sources() -> None:
    assert all(schema()[table][0].name == "id" for table in TABLES)
    assert [table for table in TABLES if not has_source(table)] == ["sources", "scenes"]


def test_localised_columns_stand_once_for_each_language_and_the_first_is_required() -> None:
    labels = [column for column in columns("events", ("fr", "pt-BR")) if column.name.startswith("label_")]
    assert [(column.name, column.type, column.required) for column in labels] == [
        ("label_fr", "text", True),
        ("label_pt-BR", "text", False),
    ]


def test_sources_have_a_title_and_no_label() -> None:
    names = [column.name for column in columns("sources", ("en",))]
    assert "title" in names
    assert "label_en" not in names


@pytest.mark.parametrize("table", TABLES)
def test_references_name_tables_and_words_name_groups_of_the_vocabulary(table: str) -> None:
    groups = set(vocabulary().index.get_level_values("group"))
    for column in schema()[table]:
        if column.type in ("ref", "refs"):
            assert set(column.targets) <= set(TABLES)
        if column.type in ("word", "words"):
            assert column.of in groups


def test_words_have_labels_and_fall_back() -> None:
    assert word_label("handover", "fr", group="event_kind") == "remise de suspects"
    assert word_label("raid", "xx", group="event_kind") == word_label("raid", "en", group="event_kind")
    assert word_label("not_in_the_list", "en") == "not in the list"


def test_a_group_lists_its_words() -> None:
    assert set(words("certainty")) == {"high", "medium", "low"}
    assert words("no such group") == ()
    assert words("certainty", family="no such family") == ()
    assert words("role", drawn="1") == tuple(
        role for role in words("role") if vocabulary().at[("role", role), "drawn"]
    )
