"""What a network keeps: files with versions, in folders, for who may see them."""
