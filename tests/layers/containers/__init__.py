"""Tests of the containers of data sets."""
