"""The way out: redacted, searched, moved in."""
