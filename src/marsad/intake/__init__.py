"""Bytes to article: readers, rendering, blocks, credits, day of publication."""
