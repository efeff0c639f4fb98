"""What each person is in a network, from when and until when; what a role may do stands in `rights`."""
