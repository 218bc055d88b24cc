"""What is said of a broken pack, and in which order, does not depend on how Python hashes texts."""

import os
import subprocess
import sys
from pathlib import Path

USED = ("growth", "share", "ratio", "level", "delta", "whole_sum", "half")
PACK = "\n".join(
    [
        'pack shop "Shop" language en',
        f"define both = {' + '.join(f'{name}_once' for name in USED)}",
        f"define all_of = {' + '.join(f'{name}' for name in USED)}",
        *(f"define {name} = missing_{name}(1) + {USED[at - 1]}" for at, name in enumerate(USED)),
        *(f"define {name}_once = absent_{name}(1)" for name in USED),
        *(
            f'rule R{at} "r" require {name}x > 1 and T{at}[1, 2] = 3'
            for at, name in enumerate(USED)
        ),
        *(f'exception E{at} of E{at - 1} "e" when 1 = 2 require 1 = 1' for at in range(7)),
        *(f'form F{at} "f" extends F{(at + 1) % 5}' for at in range(5)),
        *(f'test Q{at} "t" given X{at}[1, 1] = 3 expect fail' for at in range(5)),
    ]
)


def said(pack: Path, seed: str) -> bytes:
    done = subprocess.run(
        [sys.executable, "-m", "gouji", "rules", "test", str(pack)],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        check=False,
    )
    return done.stdout + done.stderr


def test_a_broken_pack_is_told_alike_under_every_seed(tmp_path: Path) -> None:
    pack = tmp_path / "shop.gj"
    pack.write_text(PACK, encoding="utf-8")
    first, *others = [said(pack, seed) for seed in ("0", "1", "2", "3")]
    assert all(f"absent_{name}".encode() in first for name in USED)
    assert others == [first] * 3
