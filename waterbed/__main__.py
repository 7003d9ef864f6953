"""``python -m waterbed`` is the same as ``waterbed``."""

from waterbed.output.cli.app import main

if __name__ == "__main__":
    main()
