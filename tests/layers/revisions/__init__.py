"""Tests of comparing and merging data sets."""
