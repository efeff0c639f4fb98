"""The end of a network: what is still open, a word to everyone, an archive to read, and beginning again."""
