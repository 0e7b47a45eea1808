# The field's common words.
