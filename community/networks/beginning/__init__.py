"""How a network begins: a concept in four steps that can be left and resumed, and what is sent when it starts."""
