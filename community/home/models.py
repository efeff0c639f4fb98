from .welcome.models import Arrival

__all__ = ["Arrival"]
