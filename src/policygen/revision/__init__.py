"""Keeping a document true: alignment with the base, three-way merge, edit plan. Pure: no files, no clock."""
