"""One sequence of bytes for one value, and the tree of RFC 6962 over them."""

from __future__ import annotations

import hashlib

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from audit.canonical import LARGEST, canonical, leaf, merkle_root, plain

KEYS = st.text(st.characters(max_codepoint=127), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_the_fast_encoder_writes_the_bytes_of_rfc_8785(value: object) -> None:
    """What `plain` lets through is written as the reference library writes it."""
    assert canonical(plain(value, "value")) == rfc8785.dumps(value)  # type: ignore[arg-type]


def recursive_root(leaves: list[bytes]) -> bytes:
    """Return the tree hash by the words of RFC 6962, section 2.1."""
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256(b"").digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    pair = recursive_root(leaves[:split]) + recursive_root(leaves[split:])
    return hashlib.sha256(b"\x01" + pair).digest()


@pytest.mark.parametrize("size", [*range(35), 63, 64, 65, 1000])
def test_the_root_is_that_of_the_specification(size: int) -> None:
    """The level-by-level tree equals the recursive definition for every size."""
    leaves = [leaf(str(number).encode()) for number in range(size)]
    assert merkle_root(leaves) == recursive_root(leaves)


CT_INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
CT_ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    4: "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    6: "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


@pytest.mark.parametrize("size", CT_ROOTS)
def test_the_root_is_that_of_the_published_vectors(size: int) -> None:
    """The roots of Certificate Transparency's reference test data are reproduced."""
    assert merkle_root([leaf(bytes.fromhex(text)) for text in CT_INPUTS[:size]]).hex() == CT_ROOTS[size]
