"""What editors build articles and chapters from."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "h3", "superscript"]


class FoldBlock(blocks.StructBlock):
    """Detail that stays closed until somebody wants it; opens without JavaScript and prints open."""

    title = blocks.CharBlock(label=_("title"))
    text = blocks.RichTextBlock(features=FEATURES, label=_("text"))

    class Meta:
        icon = "collapse-down"
        template = "knowledge/blocks/fold.html"


class PullQuoteBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("quotation"))

    class Meta:
        icon = "openquote"
        template = "knowledge/blocks/pull.html"


class ExerciseBlock(blocks.StructBlock):
    """Something to do with your team."""

    title = blocks.CharBlock(label=_("title"))
    steps = blocks.ListBlock(blocks.CharBlock(), label=_("steps"))

    class Meta:
        icon = "tasks"
        template = "knowledge/blocks/exercise.html"


class FigureBlock(blocks.StructBlock):
    image = ImageBlock()
    caption = blocks.CharBlock(required=False, label=_("caption"))

    class Meta:
        icon = "image"
        template = "knowledge/blocks/figure.html"


class BodyBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(icon="title", label=_("heading"), template="knowledge/blocks/heading.html")
    text = blocks.RichTextBlock(features=FEATURES, label=_("text"), template="knowledge/blocks/text.html")
    pull = PullQuoteBlock(label=_("pull quote"))
    fold = FoldBlock(label=_("fold"))
    exercise = ExerciseBlock(label=_("exercise"))
    figure = FigureBlock(label=_("figure"))


class ReferenceBlock(blocks.StructBlock):
    """A source with an explicit number; the text cites it as [number]."""

    number = blocks.IntegerBlock(min_value=0, label=_("number"))
    kind = blocks.CharBlock(
        required=False, label=_("kind"), help_text=_("Such as research, practice, decision.")
    )
    text = blocks.RichTextBlock(features=["italic", "link"], label=_("source"))
    url = blocks.URLBlock(required=False, label=_("address"))
