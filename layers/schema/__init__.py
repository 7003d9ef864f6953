"""What a data set may hold: tables, columns, words, cells."""
