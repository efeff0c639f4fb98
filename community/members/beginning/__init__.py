"""The first account of a platform, made before anybody can sign in."""
