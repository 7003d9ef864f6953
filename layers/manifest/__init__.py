"""What ``datapackage.json`` says: settings, the look of a site, redaction profiles."""
