"""The words of hardware names that are no part of a product's name: makers, brands, and nouns behind a name."""

import re
from collections.abc import Iterable, Mapping

from kg.values.device import VENDORS

_PRODUCTS = frozenset({"arduino", "geforce", "instinct", "jetson", "quadro", "radeon", "tesla"})
"""First words that tell the maker, but belong to the names of products."""
BRANDS: Mapping[str, str] = {word: VENDORS[word] for word in ("geforce", "instinct", "quadro", "radeon", "tesla")}
"""Words that may stand before a product's name and the maker that they tell."""

SELLERS: Mapping[str, str] = {
    "acer": "Acer", "alibaba": "Alibaba", "alibaba cloud": "Alibaba", "amazon": "Amazon",
    "amazon web services": "Amazon", "asus": "ASUS", "atos": "Eviden", "avnet": "Avnet", "aws": "Amazon",
    "azure": "Microsoft", "bull": "Eviden", "cray": "Cray", "dell": "Dell", "digilent": "Digilent", "eviden": "Eviden",
    "gigabyte": "Gigabyte", "google": "Google", "google cloud": "Google", "hewlett packard enterprise": "HPE",
    "hp": "HP", "hpe": "HPE", "lenovo": "Lenovo", "meta": "Meta", "microsoft": "Microsoft",
    "microsoft azure": "Microsoft", "msi": "MSI", "supermicro": "Supermicro", "zotac": "Zotac",
}  # fmt: skip
"""Makers of boards, machines and clouds: their name may stand before another maker's product (Google Cloud A100)."""

MAKERS: Mapping[str, str] = {
    **{word: maker for word, maker in VENDORS.items() if word not in _PRODUCTS},
    "altera": "Intel", "ambarella": "Ambarella", "ambiq": "Ambiq", "amd-xilinx": "AMD",
    "analog devices": "Analog Devices", "axelera": "Axelera", "biren": "Biren", "birentech": "Biren",
    "brainchip": "BrainChip", "cambricon technologies": "Cambricon", "canaan": "Kendryte",
    "cerebras systems": "Cerebras", "d-matrix": "d-Matrix", "deepx": "DeepX", "edgecortix": "EdgeCortix",
    "enflame": "Enflame", "esperanto": "Esperanto", "etched": "Etched", "furiosa": "FuriosaAI",
    "furiosaai": "FuriosaAI", "greenwaves": "GreenWaves", "habana labs": "Intel", "hailo": "Hailo",
    "hardkernel": "Hardkernel", "himax": "Himax", "horizon robotics": "Horizon Robotics", "hygon": "Hygon",
    "iluvatar": "Iluvatar CoreX", "iluvatar corex": "Iluvatar CoreX", "kendryte": "Kendryte", "kneron": "Kneron",
    "kunlunxin": "Baidu", "lattice": "Lattice", "maxim": "Analog Devices", "metax": "MetaX", "microchip": "Microchip",
    "moore threads": "Moore Threads", "mythic": "Mythic", "nordic": "Nordic Semiconductor",
    "nordic semiconductor": "Nordic Semiconductor", "nudt": "NUDT", "nvidia corporation": "NVIDIA", "nxp": "NXP",
    "oneplus": "OnePlus", "oppo": "OPPO", "pezy": "PEZY", "preferred networks": "Preferred Networks",
    "rebellions": "Rebellions", "sambanova systems": "SambaNova", "sifive": "SiFive", "sony": "Sony",
    "sophgo": "SOPHGO", "st": "STMicroelectronics", "stmicroelectronics": "STMicroelectronics", "sunway": "Sunway",
    "synsense": "SynSense", "syntiant": "Syntiant", "t-head": "Alibaba", "terasic": "Terasic",
    "texas instruments": "Texas Instruments", "ti": "Texas Instruments", "tianshu zhixin": "Iluvatar CoreX",
    "vivo": "vivo", "xiaomi": "Xiaomi",
    **SELLERS,
}  # fmt: skip
"""Names of makers in lower case, and how the graph writes each."""

CLASSES: Mapping[str, str] = {
    "gpu": "gpu", "gpgpu": "gpu", "graphics": "gpu", "cpu": "cpu", "processor": "cpu", "microprocessor": "cpu",
    "npu": "npu", "vpu": "npu", "neural processing unit": "npu", "tpu": "tpu", "tensor processing unit": "tpu",
    "fpga": "fpga", "soc": "soc", "mpsoc": "soc", "microcontroller": "soc", "mcu": "soc", "asic": "asic",
    "laptop": "machine", "smartphone": "machine", "supercomputer": "supercomputer",
}  # fmt: skip
"""Nouns that tell the class of a device that no list knows."""

NOUNS = (
    "gpgpu", "gpu", "cpu", "npu", "vpu", "dpu", "fpga", "asic", "mpsoc", "soc", "chip", "chipset", "superchip",
    "processor", "coprocessor", "microprocessor", "microcontroller", "mcu", "accelerator", "card", "graphics", "board",
    "kit", "devkit", "module", "computer", "device", "node", "server", "system", "machine", "cluster", "supercomputer",
    "workstation", "platform", "pod", "slice", "instance", "hardware", "core", "unit", "generation", "architecture",
    "smartphone", "phone",
)  # fmt: skip
"""What may stand behind a product's name."""
NOUNS_IN_NAMES = ("tpu", "ipu", "lpu", "rdu", "dcu", "hpu", "xpu", "gcu", "bpu", "apu", "laptop")
"""Nouns that go only where a listed name is left: a Groq LPU is no Groq."""
ADJECTIVES = frozenset({
    "acceleration", "accelerator", "ai", "center", "centre", "cloud", "compute", "computing", "consumer", "data",
    "datacenter", "deep", "desktop", "dev", "developer", "development", "discrete", "edge", "embedded", "evaluation",
    "graphics", "hpc", "inference", "integrated", "learning", "mobile", "neural", "processing", "server", "single",
    "starter", "tensor", "training", "video", "xe",
})  # fmt: skip
"""What may stand between a name and its noun."""
ARCHITECTURES = (
    "Ada", "Ada Lovelace", "Alveo", "Ampere", "Blackwell", "Blackwell Ultra", "Grace Hopper", "Hopper", "Kepler",
    "Kintex", "Kria", "MPSoC", "Maxwell", "Pascal", "RFSoC", "Rubin", "Rubin Ultra", "Turing", "UltraScale+", "Versal",
    "Versal ACAP", "Versal AI Core", "Virtex", "Volta", "Zynq",
)  # fmt: skip
"""Families that are named before a member that needs no family: Ampere A100, Zynq UltraScale+ ZCU102."""
JETSON = frozenset({"agx", "jetson", "nano", "nx", "orin", "super", "thor", "tx1", "tx2", "tk1", "xavier"})
"""The parts of a Jetson's name, which papers give in any order."""
SUFFIXES = ("ti", "super", "d", "laptop", "mobile", "notebook", "ada", "blackwell", "series", "gen", "pro", "max")
"""What goes on with a number before it: a 4090 Laptop is one device, no 4,090 laptops."""
COUNTS = "one|two|three|four|five|six|seven|eight|ten|twelve|sixteen|single|dual|quad|multiple|several|multi"
"""How many of a device there are, in words."""


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of some words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


def first_words(names: Iterable[str]) -> frozenset[str]:
    """What a text must begin with to begin with one of these names."""
    return frozenset(re.findall(r"[^\W_]+", name)[0].casefold() for name in names)
