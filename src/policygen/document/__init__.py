"""The document: a closed tree that every reader makes and every writer renders."""
