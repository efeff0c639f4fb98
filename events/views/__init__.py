"""The pages of meetings: each reads a request, calls an action or a queryset, and renders."""
