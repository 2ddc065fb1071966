"""The formats a document is written in and read from: each a room that knows the tree, and no other format."""
