"""The model that tells languages apart: py3langid's, unpacked once into files that all processes share.

The library keeps it packed, and each process would take half a second and 70 MB to unpack it. The files lie beside the
packed one, as Python keeps what it has compiled; where they cannot be written, the library unpacks as ever.
"""

from contextlib import suppress
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

# In the order in which py3langid's load_model gives them: a score for each feature and language, one for each language,
# the languages; the next state for each state and byte, the row of each state in that, the feature of each state.
PARTS = ("scores", "priors", "languages", "moves", "rows", "features")


def load() -> Any:
    """A LanguageIdentifier. With numpy it takes 0.1 s to load."""
    langid = import_module("py3langid.langid")
    packed = Path(langid.MODEL_DIR, langid.MODEL_FILE)
    folder = folder_for(packed)
    try:
        if not folder.is_dir():
            unpack(packed, folder)
        return mapped(folder, langid.LanguageIdentifier)
    except (OSError, ValueError):
        return langid.LanguageIdentifier.from_model_file(packed, norm_probs=True)


def folder_for(packed: Path) -> Path:
    """Where this very model is unpacked to: another version of it is another folder."""
    stat = packed.stat()
    return packed.parent / "__pycache__" / f"{packed.name.partition('.')[0]}-{stat.st_size}-{stat.st_mtime_ns}"


def unpack(packed: Path, folder: Path) -> None:
    """Write the folder, whole or not at all. Raises OSError where that is not possible."""
    numpy = import_module("numpy")
    model = dict(zip(PARTS, import_module("py3langid.modelio").load_model(packed), strict=True))
    # Half as many bytes are kept in the packed file, and take three times as long to reckon with.
    model["scores"] = model["scores"].astype(numpy.float32)
    folder.parent.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=folder.parent) as made:
        whole = Path(made, "whole")
        whole.mkdir()
        for name, values in model.items():
            numpy.save(whole / f"{name}.npy", numpy.asarray(values), allow_pickle=False)
        # Another process may have been faster.
        with suppress(OSError):
            whole.rename(folder)


def mapped(folder: Path, identifier: Any) -> Any:
    """The model with its two large tables left in their files, of which only what is used is read.

    Raises OSError or ValueError where the files are not whole.
    """
    numpy = import_module("numpy")
    model = {name: numpy.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False) for name in PARTS}
    return identifier(
        numpy.asarray(model["scores"]),
        numpy.array(model["priors"]),
        model["languages"].tolist(),
        # Single values are read off a memoryview ten times as fast as off an array of numpy.
        memoryview(numpy.asarray(model["moves"])),
        model["features"].tolist(),
        norm_probs=True,
        tk_row=model["rows"].tolist(),
    )
