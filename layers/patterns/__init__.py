"""Patterns of many points: did places change their parts, do things come soon and near, how far does a change reach."""
