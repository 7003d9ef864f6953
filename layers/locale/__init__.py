"""The words of the interface, a file a language: those that come with waterbed, and those that a data set brings along."""
