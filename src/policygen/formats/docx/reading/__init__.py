"""Reading Word: a package opened safely, its markup as a typed model, the model as pieces of the tree.

Two floors: `parse` knows markup and no tree; `pieces` knows the model and no markup.
"""
