"""What an optional package is needed for, said with the extra that brings it."""

import importlib


class MissingExtraError(ImportError):
    """An optional package is not installed."""

    def __init__(self, package: str, extra: str, purpose: str) -> None:
        super().__init__(f"{purpose} need the package {package}: pip install 'waterbed[{extra}]'.")


def matplotlib_needed() -> None:
    """Raise a clear error where matplotlib is missing, or too old to shape Burmese, Khmer, Thai, Lao and Arabic."""
    try:
        version = importlib.import_module("matplotlib").__version__
    except ImportError as error:
        raise MissingExtraError("matplotlib", "brief", "Pictures") from error
    if tuple(int(part) for part in version.split(".")[:2]) < (3, 11):
        raise MissingExtraError("matplotlib >= 3.11", "brief", "Pictures")


def av_needed() -> None:
    """Raise a clear error where PyAV is missing."""
    try:
        importlib.import_module("av")
    except ImportError as error:
        raise MissingExtraError("av", "video", "Films") from error


def pptx_needed() -> None:
    """Raise a clear error where python-pptx is missing."""
    _needed("pptx", "python-pptx", "Slides")


def typst_needed() -> None:
    """Raise a clear error where typst is missing, or segno, which draws the QR codes of handouts."""
    _needed("typst", "typst", "Handouts")
    _needed("segno", "segno", "Handouts")


def livereload_needed() -> None:
    """Raise a clear error where livereload is missing."""
    _needed("livereload", "livereload", "Previews", extra="serve")


def tornado_needed() -> None:
    """Raise a clear error where tornado is missing."""
    _needed("tornado", "tornado", "Pages to edit", extra="serve")


def mcp_needed() -> None:
    """Raise a clear error where the library of the Model Context Protocol is missing."""
    _needed("mcp", "mcp", "Answers to agents", extra="agents")


def _needed(module: str, package: str, purpose: str, extra: str = "brief") -> None:
    try:
        importlib.import_module(module)
    except ImportError as error:
        raise MissingExtraError(package, extra, purpose) from error
