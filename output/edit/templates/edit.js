/** The page to edit records: it shows the pieces that the server makes, and sends what is typed; all knowledge is there. */
(() => {
    'use strict';
    const [WAIT_MS, SOON_MS] = [350, 120];
    const WIDE = matchMedia('(min-width: 720px)');
    const words = document.body.dataset;
    const at = (selector, within = document) => within.querySelector(selector);
    const [sheet, verdict, spot, status, rows, removal] =
        ['#sheet', '#verdict', '#spot', '#status', '#rows', '#removal'].map((one) => at(one));
    const idle = verdict.innerHTML;
    const [table, search, lang, map] = ['#table', '#search', '#lang', '#map'].map((one) => at(one));
    const waiting = new Map();
    /** What is on the sheet: its fields as they came, what was typed in since, and which row it is. */
    let form, was, initial, touched, theirs, asked = 0, maps = 0, checking = false;

    const fields = () => [...form.elements].filter((one) => one.name);
    const changed = () => form && initial ? fields().filter((one) => one.value !== initial.get(one)) : [];
    const line = (kind, name) => document.getElementById(`${kind}-${name}`);
    const id = (record) => record.split('/').slice(2).map(decodeURIComponent).join('/');

    /** Ask for a piece; a later question of the same kind makes an earlier one's answer stale: null. */
    const turns = new Map();
    async function ask(what, given = {}, kind = what) {
        const turn = (turns.get(kind) ?? 0) + 1;
        turns.set(kind, turn);
        const answer = await reach(`${what}?${new URLSearchParams({ lang: words.lang, ...given })}`);
        return turns.get(kind) === turn ? answer : null;
    }

    async function reach(address, options) {
        let answer;
        try {
            answer = await fetch(address, options);
        } catch {
            say(words.lost, 'wrong');
            throw new Error('lost');
        }
        if (!answer.ok) {
            say(await answer.text(), 'wrong');
            throw new Error('refused');
        }
        return answer.headers.get('Content-Type').startsWith('application/json') ? answer.json() : answer.text();
    }

    function send(what, more = {}) {
        const cells = Object.fromEntries(changed().map((one) => [one.name, one.value]));
        const { id, number } = form.dataset;
        const body = JSON.stringify({ table: form.dataset.table, id, number: Number(number), was, cells, ...more });
        const headers = { 'Content-Type': 'application/json' };
        return reach(`${what}?lang=${words.lang}`, { method: 'POST', headers, body });
    }

    function say(text, kind = '') {
        status.textContent = text;
        status.className = kind;
    }

    function later(name, act, ms = WAIT_MS) {
        clearTimeout(waiting.get(name));
        waiting.set(name, setTimeout(() => act().catch(() => {}), ms));
    }

    // Rows and forms: the address says which.

    async function listRows() {
        const html = await ask('rows', { table: table.value, typed: search.value });
        if (html !== null) rows.innerHTML = html;
        markRow();
    }

    function markRow() {
        for (const link of rows.querySelectorAll('a')) {
            const here = link.hash === location.hash;
            if (here) link.setAttribute('aria-current', 'true');
            else link.removeAttribute('aria-current');
            if (here && WIDE.matches) link.scrollIntoView({ block: 'nearest' });
        }
    }

    async function show({ focus = true } = {}) {
        const [, name = table.value] = location.hash.split('/');
        if (table.value !== name && [...table.options].some((one) => one.value === name)) {
            table.value = name;
            search.value = '';
        }
        listRows().catch(() => {});
        const record = id(location.hash);
        const html = await ask('form', { table: table.value, id: record });
        if (html === null) return;
        sheet.innerHTML = html;
        form = at('form', sheet);
        was = JSON.parse(form.dataset.was ?? '{}');
        initial = new Map(fields().map((one) => [one, one.value]));
        touched = new Set();
        verdict.innerHTML = idle;
        at('[data-act=remove]').hidden = !Number(form.dataset.number);
        fields().forEach(grow);
        if (focus) at('h1', sheet).focus();
        showSpot().catch(() => {});
        if (record) map.src = mapAddress(record);
    }

    const mapAddress = (record) => {
        const place = ['countries', 'zones', 'hubs'].includes(table.value);
        const seen = record ? `#${place ? 'place' : 'record'}=${encodeURIComponent(record)}` : '';
        return `map?lang=${words.lang}&state=${maps}${seen}`;
    };

    function grow(field) {
        if (field.localName === 'textarea') field.rows = Math.min(12, Math.max(2, field.value.split('\n').length));
    }

    // What is typed is read, and the whole set checked with it.

    async function read(field) {
        const given = { table: form.dataset.table, column: field.name, typed: field.value };
        const answer = await ask('said', given, `said ${field.name}`);
        if (!answer) return;
        line('s', field.name).textContent = answer.said;
        const fault = line('e', field.name);
        fault.textContent = answer.problem && `${field.value} ${answer.problem}${answer.mend ? `; ${answer.mend}` : ''}.`;
        field.setAttribute('aria-invalid', String(Boolean(answer.problem)));
        for (const text of answer.offers) {
            const button = document.createElement('button');
            button.type = 'button';
            button.textContent = words.write.replace('{text}', text);
            button.addEventListener('click', () => {
                field.value = text;
                field.focus();
                field.dispatchEvent(new Event('input', { bubbles: true }));
            });
            fault.append(' ', button);
        }
    }

    /** One check at a time: what is typed while one runs is checked when it has come back. */
    async function check() {
        if (!changed().length) return verdict.replaceChildren();
        if (checking) return later('check', check);
        const turn = ++asked;
        checking = true;
        try {
            const answer = await send('check');
            if (turn === asked) told(answer, false);
        } finally {
            checking = false;
        }
    }

    function told(answer, tried) {
        verdict.innerHTML = answer.html;
        theirs = answer.theirs;
        at('#old').hidden = !answer.old;
        for (const field of fields()) {
            const fault = answer.columns[field.name];
            const shown = fault && (tried || (touched.has(field) && !fault.empty));
            const under = line('e', field.name);
            // A date that is read has said more already, with buttons to write what may be meant.
            const read = under.querySelector('button');
            if (shown && !read) under.textContent = fault.text;
            if (!fault && !read) under.textContent = '';
            field.setAttribute('aria-invalid', String(Boolean(shown || under.textContent)));
        }
    }

    const WHERE = ['lon', 'lat', 'precision_km', 'place', 'origin', 'destination'];
    async function showSpot() {
        const html = await ask('spot', Object.fromEntries(WHERE.map((name) => [name, line('f', name)?.value ?? ''])));
        if (html !== null) spot.innerHTML = html;
    }

    sheet.addEventListener('input', ({ target }) => {
        if (!target.name) return;
        touched.add(target);
        grow(target);
        say('');
        if (target.dataset.kind === 'date') later(`read ${target.name}`, () => read(target), SOON_MS);
        if (WHERE.includes(target.name)) later('spot', showSpot);
        // Part of a name is no fault yet: it is checked when it is chosen, or left as it stands.
        if (target.role === 'combobox') later('find', () => find(target), SOON_MS);
        else later('check', check);
    });

    // References and words: a list of what holds what was typed; of several the one that the caret is in.

    const list = (field) => line('l', field.name);
    const part = (field) => {
        if (!('many' in field.dataset)) return [0, field.value.length];
        const start = field.value.lastIndexOf(';', field.selectionStart - 1) + 1;
        const end = field.value.indexOf(';', field.selectionStart);
        return [start, end < 0 ? field.value.length : end];
    };

    async function find(field) {
        const typed = field.value.slice(...part(field)).trim();
        const given = { table: form.dataset.table, column: field.name, typed };
        const answer = typed ? await ask('find', given) : { found: [] };
        if (!answer || document.activeElement !== field) return;
        list(field).replaceChildren(...answer.found.map((one, number) => {
            const option = document.createElement('li');
            option.role = 'option';
            option.id = `o-${number}`;
            option.dataset.id = one.id;
            const small = document.createElement('small');
            small.textContent = [one.id, one.where].filter(Boolean).join(', ');
            option.append(one.label, ' ', small);
            option.addEventListener('mousedown', (event) => event.preventDefault());
            option.addEventListener('click', () => choose(field, option));
            return option;
        }));
        open(field, answer.found.length > 0);
        say(words.found.replace('{n}', answer.found.length), 'unseen');
    }

    function open(field, shown) {
        list(field).hidden = !shown;
        field.setAttribute('aria-expanded', String(shown));
        field.removeAttribute('aria-activedescendant');
    }

    function choose(field, option) {
        const [start, end] = part(field);
        field.setRangeText(option.dataset.id, start, end, 'end');
        open(field, false);
        touched.add(field);
        read(field).catch(() => {});
        if (WHERE.includes(field.name)) later('spot', showSpot);
        later('check', check);
    }

    sheet.addEventListener('keydown', (event) => {
        const field = event.target;
        if (field.role !== 'combobox' || list(field).hidden) return;
        const options = [...list(field).children];
        const now = options.findIndex((one) => one.ariaSelected === 'true');
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step) {
            event.preventDefault();
            options[now]?.removeAttribute('aria-selected');
            const next = options[(now + step + options.length + (now < 0 && step < 0 ? 1 : 0)) % options.length];
            next.setAttribute('aria-selected', 'true');
            next.scrollIntoView({ block: 'nearest' });
            field.setAttribute('aria-activedescendant', next.id);
        } else if (event.key === 'Enter' && now >= 0) {
            event.preventDefault();
            choose(field, options[now]);
        } else if (event.key === 'Escape') {
            open(field, false);
        }
    });

    sheet.addEventListener('focusout', ({ target }) => {
        if (target.role !== 'combobox') return;
        open(target, false);
        if (!touched.has(target)) return;
        read(target).catch(() => {});
        later('check', check);
    });

    // Saving, deleting, and what to do where somebody else was quicker.

    async function save(more) {
        clearTimeout(waiting.get('check'));
        asked++;
        const answer = await send('save', more);
        if (answer.written) {
            initial = null;
            maps++;
            const hash = `#/${table.value}/${answer.id ? encodeURIComponent(answer.id) : ''}`;
            const moved = location.hash !== hash;
            history.replaceState(null, '', hash);
            await show({ focus: moved && !answer.id });
            counted(answer.id ? (more?.number === 0 || moved ? 1 : 0) : -1);
            map.src = mapAddress(answer.id);
        } else {
            told(answer, true);
            if (!answer.sound) verdict.focus();
        }
        say(answer.said, answer.sound ? 'well' : 'wrong');
    }

    function counted(by) {
        const option = table.selectedOptions[0];
        option.text = option.text.replace(/\d+(?=\)$)/, (n) => Number(n) + by);
    }

    const acts = {
        new: () => {
            const hash = `#/${table.value}/`;
            if (location.hash !== hash) location.hash = hash;
            else if (left()) show().catch(() => {});
        },
        async remove() {
            const { table, id } = form.dataset;
            removal.innerHTML = await ask('removal', { table, id });
            removal.showModal();
        },
        cancel: () => removal.close(),
        async delete() {
            removal.close();
            await save({ remove: true, cells: {} });
        },
        async take() {
            initial = null;
            await show();
        },
        async mine() {
            if (!Object.keys(theirs).length) {
                const cells = Object.fromEntries(fields().map((one) => [one.name, one.value]));
                return save({ id: '', number: 0, was: {}, cells });
            }
            was = theirs;
            return save();
        },
    };

    document.addEventListener('click', (event) => {
        const act = event.target.closest('[data-act]')?.dataset.act;
        if (act) Promise.resolve(acts[act]()).catch(() => {});
        const link = event.target.closest('a[href^="#"]');
        if (removal.open && link) removal.close();
        if (link && !link.hash.startsWith('#/')) {
            event.preventDefault();
            const target = link.hash === '#form' ? fields()[0] : document.getElementById(decodeURIComponent(link.hash.slice(1)));
            target?.closest('details')?.setAttribute('open', '');
            target?.focus();
        }
    });

    document.addEventListener('submit', (event) => {
        event.preventDefault();
        save().catch(() => {});
    });

    // Nothing that was typed is lost without a question.

    const left = () => !changed().length || confirm(words.leave);
    let here = location.hash;
    addEventListener('hashchange', () => {
        if (location.hash === here) return;
        if (!left()) return history.replaceState(null, '', here);
        here = location.hash;
        say('');
        // Who walks through the tables with the arrow keys stays where he is.
        show({ focus: document.activeElement !== table }).catch(() => {});
    });
    addEventListener('beforeunload', (event) => {
        if (changed().length) event.preventDefault();
    });
    table.addEventListener('change', () => { location.hash = `#/${table.value}/`; });
    search.addEventListener('input', () => later('rows', listRows));
    lang.addEventListener('change', () => { location.search = `?lang=${lang.value}`; });

    map.src = mapAddress('');
    show({ focus: false }).catch(() => {});
})();
