"""Fields that several rooms use: a StreamField that hosts can add to, and a list of choices."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.module_loading import import_string
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from wagtail_charter.conf import conf


class CharterStreamField(StreamField):
    """A ``StreamField`` that also offers the blocks of ``WAGTAIL_CHARTER["EXTRA_BLOCKS"][name]``.

    Our own blocks stay in migrations, so that stored content can be migrated; the host's blocks stay out of them,
    so that adding one never asks for a migration inside the installed package.
    """

    def __init__(self, block_types, *args, name_for_hosts="", **kwargs):
        self.name_for_hosts = name_for_hosts
        # A clone (Django copies fields while it loads pages and migrations) comes with a lookup of its blocks.
        self.own_block_types = None if kwargs.get("block_lookup") else block_types
        if name_for_hosts and isinstance(block_types, list):
            block_types = [*block_types, *_host_blocks(name_for_hosts)]
        super().__init__(block_types, *args, **kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        if isinstance(self.own_block_types, list):
            own = StreamField(
                self.own_block_types, **{k: v for k, v in kwargs.items() if k != "block_lookup"}
            )
            _name, _path, args, own_kwargs = own.deconstruct()
            kwargs["block_lookup"] = own_kwargs["block_lookup"]
        return name, "wagtail.fields.StreamField", args, kwargs


class ChoiceListField(models.JSONField):
    """Several of a few fixed choices, kept as a list of their values; the form shows boxes to tick.

    The choices are no part of migrations: changing their words asks for none.
    """

    def __init__(self, verbose_name=None, *, choices_offered=(), **kwargs):
        self.choices_offered = list(choices_offered)
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(verbose_name, **kwargs)

    def formfield(self, **kwargs):
        return forms.MultipleChoiceField(
            choices=self.choices_offered,
            required=not self.blank,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        known = {choice for choice, _label in self.choices_offered}
        if known and not (isinstance(value, list) and set(value) <= known):
            raise ValidationError(_("Choose from the list."), code="invalid_choice")


def _host_blocks(name):
    """The blocks of the host for the StreamField called ``name``: ``(block name, block)`` pairs."""
    pairs = []
    for block_name, path in conf.EXTRA_BLOCKS.get(name, []):
        block = import_string(path)
        pairs.append((block_name, block() if isinstance(block, type) else block))
    return pairs
