"""How far it is between two points as the crow flies; points are latitude and longitude in degrees (WGS84)."""

import math

from django.db.models import ExpressionWrapper, F, FloatField, QuerySet, Value
from django.db.models.functions import ASin, Cos, Radians, Sin, Sqrt

RADIUS = 6371.0088  # km, the mean radius of the earth (IUGG)
KM_PER_DEGREE = math.pi * RADIUS / 180


def great_circle(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres between two points."""
    (lat1, lon1), (lat2, lon2) = (map(math.radians, point) for point in (a, b))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * RADIUS * math.asin(math.sqrt(half))


def with_distance(rows: QuerySet, point: tuple[float, float]) -> QuerySet:
    """The same rows, each with its `distance` to the point in kilometres; None where it lies nowhere."""
    latitude, longitude = point
    here = Value(math.cos(math.radians(latitude)), output_field=FloatField())
    up = Sin((Radians(F("latitude")) - Value(math.radians(latitude))) / 2.0)
    along = Sin((Radians(F("longitude")) - Value(math.radians(longitude))) / 2.0)
    half = up * up + Cos(Radians(F("latitude"))) * here * along * along
    return rows.annotate(
        distance=ExpressionWrapper(ASin(Sqrt(half)) * (2 * RADIUS), output_field=FloatField())
    )


def within(rows: QuerySet, point: tuple[float, float], km: float) -> QuerySet:
    """The rows at most `km` from the point, with their `distance`; a box first, which an index answers."""
    latitude, longitude = point
    up = km / KM_PER_DEGREE
    along = km / (KM_PER_DEGREE * max(0.01, math.cos(math.radians(min(89.0, abs(latitude) + up)))))
    box = rows.filter(
        latitude__range=(latitude - up, latitude + up),
        longitude__range=(longitude - along, longitude + along),
    )
    return with_distance(box, point).filter(distance__lte=km)
