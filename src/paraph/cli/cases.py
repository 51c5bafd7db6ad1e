"""`paraph new`, `paraph check`, `paraph schema`: the case folder itself."""
