"""The formats a document is written in and read from: Word and Markdown, each a room that knows the tree and not the other."""
