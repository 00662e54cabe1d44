"""A spelling in; whether it is a generic word of the field (a task, a metric, a kind of thing), and so no name, out."""

from collections.abc import Mapping
from functools import lru_cache

from kg.values.name import normal

_TABLE: Mapping[str, str] = {
    "kinds of model": (
        "LLM LM PLM SLM VLM LVLM MLLM LMM LRM LLVM MLM NLM NMT SMT ML AI AGI GenAI DL NN DNN ANN CNN RNN GNN GAN VAE "
        "MLP SNN BNN FNN KNN SVM CRF GMM RBM DBN FFN FC ODE SDE PDE MoE MoEs SSM DM LDM ViTs PRM "
        "ORM RM VLA FM FMs DLM dLLM LCM LAM WFM LBM MLLMs GPTs GAI ADAS AIGC XAI LLMs VLMs SLMs cLLM CodeLLM GFM TSFM "
        "KGE PINN PINNs PTM MAS LALM"
    ),
    "fields and tasks": (
        "NLP NLU NLG CV IR IE NER RE QA VQA MT ASR TTS OCR RL DRL MARL IL SSL TTA DG DA FSL ZSL ICL SFT IFT PEFT "
        "PTQ QAT "
        "KD FL CL DP KG KGs KB ATE ABSA SA POS SRL EHR EHRs EMR ICD MRI CT PET EEG ECG fMRI UAV IoT HPC STEM ESG "
        "HCI HRI RS RecSys CTR OOD ID IID i.i.d NAS AutoML MLOps LLMOps DevOps SE TSF NLI STS DST SLU TQA MCQ MCQA MRC "
        "GUI UI UX CLI SDK API APIs REST CoT-tuning TTC TTS CPT RLVF MTL TSP SAR PII NMT TOD CQA KBQA OIE "
        "ADHD PTSD COVID COVID-19 DNA RNA ADMET SAT STT SER AES CRS GEC DLP OCL LTL ITS EDA HLS RTL PPA CAD CFD "
        "2D 3D 4D 6G 5G AR VR XR BCI DNNs CNNs GNNs RNNs GANs T2I T2V I2V V2X VLN SLAM NVS"
    ),
    "metrics": (
        "BLEU ROUGE ROUGE-L ROUGE-1 ROUGE-2 METEOR CIDEr SPICE F1 F1-score WER CER MAP mAP AP AUC AUROC AUPRC ROC MRR "
        "NDCG nDCG MSE RMSE MAE MAPE PSNR SSIM LPIPS FID KID IS IoU mIoU PPL ECE MCC ELO Elo TTFT TPOT SLO SLOs "
        "QoS QoE "
        "FLOP FLOPs FLOPS TFLOPS PFLOPS TOPS MFU MACs BERTScore chrF chrF++ COMET MOS PESQ STOI SDR SNR pass@1 Pass@1 "
        "Pass@k pass@k ASR SOTA KPI KPIs RMSD R2 ICC BPB BPC QPS RPS EER DER TER CLIPScore ARI NMI"
    ),
    "hardware, formats and units": (
        "CPU CPUs GPU GPUs TPU TPUs NPU NPUs FPGA FPGAs ASIC ASICs DSP SoC SoCs PIM CIM HBM DRAM SRAM VRAM RAM SSDs "
        "NVMe PCIe RDMA NVM PC PCs GB MB TB KB GiB FP32 FP16 BF16 FP8 FP4 INT8 INT4 INT2 W4A4 W4A8 W8A8 W4A16 INT "
        "JSON XML HTML CSS PDF CSV YAML SQL NoSQL LaTeX HTTP URL URLs UTF-8 ISA SIMD SIMT GEMM GEMMs MAC LUT LUTs "
        "KV OS "
        "VM VMs ID IDs RGB RGB-D LiDAR IMU IP TCP OOM bfloat16 AI/ML SaaS IaaS DBMS RDBMS ETL OLAP SMT SaaS IDE IDEs "
        "NVFP4 MXFP4 HDL RTL PCB EUV MEMS RISC CISC"
    ),
    "sections, places and units of speech": (
        "US USA UK EU UN UAE PRC NY CA ACL EMNLP NAACL NeurIPS ICML ICLR CVPR ICCV ECCV AAAI IJCAI KDD SIGIR WWW "
        "COLING "
        "INTERSPEECH ICASSP IEEE ACM CEO CTO R&D HR IT PhD MSc BSc GDPR HIPAA FDA NIST ISO Q&A FAQ FAQs A/B RQ RQ1 "
        "RQ2 RQ3 II III IV VI VII VIII IX TL;DR OK DIY ToM IQ EQ PR PRs CC BY MIT-licensed UTC AM PM BC AD SI HITL"
    ),
    "generic words of the field": (
        "Transformer Transformers Transformer-XL-style Attention Self-Attention Softmax softmax ReLU "
        "MHSA FFNs MLPs KV-cache PE APE Encoder Decoder Agent Agents Chatbot Foundation Model Models Bayesian Gaussian "
        "Markov Euclidean Hessian Jacobian Fourier Laplacian Python Java C C++ C# JavaScript TypeScript Rust Haskell "
        "English Chinese French German Spanish Italian Portuguese Arabic Hindi Bengali Korean Japanese Russian Turkish "
        "Vietnamese Indonesian Thai Dutch Polish Czech Greek Hebrew Persian Urdu Tamil Telugu Swahili Mandarin "
        "Cantonese "
        "African European American Asian Indian Western Indic Internet Web Turing AIs"
    ),
}
"""Why a spelling is no name, and the spellings; compared by normalised form."""

_REASONS = {normal(word): reason for reason, line in _TABLE.items() for word in line.split()}


@lru_cache(maxsize=1 << 15)
def reason(spelling: str) -> str | None:
    """Why the spelling is generic, or None; a plural is as generic as its singular.

    >>> reason("LLMs"), reason("LoRA")
    ('kinds of model', None)
    """
    key = normal(spelling)
    return _REASONS.get(key) or (_REASONS.get(key[:-1]) if key.endswith("s") else None)


def is_generic(spelling: str) -> bool:
    return reason(spelling) is not None
