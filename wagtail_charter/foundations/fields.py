"""A StreamField to which a host can add blocks without a migration of ours."""

from django.utils.module_loading import import_string
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


def _host_blocks(name):
    """The blocks of the host for the StreamField called ``name``: ``(block name, block)`` pairs."""
    pairs = []
    for block_name, path in conf.EXTRA_BLOCKS.get(name, []):
        block = import_string(path)
        pairs.append((block_name, block() if isinstance(block, type) else block))
    return pairs
