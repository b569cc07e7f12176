//! Signs of formulas, and how LaTeX writes them (Unicode's and the AMS's names).

/// How LaTeX writes a sign; nothing for one that stands for itself.
pub fn sign(c: char) -> Option<&'static str> {
    SIGNS.iter().find(|(sign, _)| *sign == c).map(|(_, command)| *command)
}

/// The command for a function's name.
pub fn function(word: &str) -> Option<&'static str> {
    FUNCTIONS.iter().find(|(name, _)| *name == word).map(|(_, command)| *command)
}

/// Whether what stands above and below a sign are its limits.
pub fn is_large(text: &str) -> bool {
    let mut signs = text.chars();
    match (signs.next(), signs.next()) {
        (Some(sign), None) => "∑∏∐∫∬∭∮⋃⋂⋁⋀⨁⨂".contains(sign),
        _ => matches!(
            text,
            "lim" | "max" | "min" | "sup" | "inf" | "limsup" | "liminf" | "arg max" | "arg min" | "det" | "gcd" | "Pr"
        ),
    }
}

/// Where a script stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Above,
    Below,
}

/// The command for an accent above a part, or a line or brace below it.
pub fn accent(text: &str, side: Side) -> Option<&'static str> {
    let command = match (text, side) {
        ("¯" | "‾" | "―" | "_", Side::Above) => "\\overline",
        ("^" | "ˆ" | "̂", Side::Above) => "\\widehat",
        ("~" | "˜" | "̃", Side::Above) => "\\widetilde",
        ("→" | "⃗", Side::Above) => "\\vec",
        ("˙" | "." | "̇", Side::Above) => "\\dot",
        ("¨" | "̈", Side::Above) => "\\ddot",
        ("ˇ", Side::Above) => "\\check",
        ("´", Side::Above) => "\\acute",
        ("`", Side::Above) => "\\grave",
        ("˘", Side::Above) => "\\breve",
        ("⏞", Side::Above) => "\\overbrace",
        ("⏟", Side::Below) => "\\underbrace",
        ("_" | "¯" | "‾" | "―" | "̲", Side::Below) => "\\underline",
        _ => return None,
    };
    Some(command)
}

#[rustfmt::skip]
const FUNCTIONS: &[(&str, &str)] = &[
    ("sin", "\\sin"), ("cos", "\\cos"), ("tan", "\\tan"), ("cot", "\\cot"), ("sec", "\\sec"), ("csc", "\\csc"),
    ("sinh", "\\sinh"), ("cosh", "\\cosh"), ("tanh", "\\tanh"), ("arcsin", "\\arcsin"), ("arccos", "\\arccos"),
    ("arctan", "\\arctan"), ("log", "\\log"), ("ln", "\\ln"), ("lg", "\\lg"), ("exp", "\\exp"), ("lim", "\\lim"),
    ("max", "\\max"), ("min", "\\min"), ("sup", "\\sup"), ("inf", "\\inf"), ("det", "\\det"), ("dim", "\\dim"),
    ("ker", "\\ker"), ("gcd", "\\gcd"), ("deg", "\\deg"), ("arg", "\\arg"), ("Pr", "\\Pr"),
];

#[rustfmt::skip]
const SIGNS: &[(char, &str)] = &[
    ('{', "\\{"), ('}', "\\}"), ('$', "\\$"), ('%', "\\%"), ('#', "\\#"), ('&', "\\&"), ('_', "\\_"),
    ('\\', "\\backslash"), ('~', "\\sim"), ('^', "\\wedge"),
    // What only tells programs how to read a formula is not seen.
    ('\u{2061}', ""), ('\u{2062}', ""), ('\u{2063}', ""), ('\u{2064}', ""), ('\u{200b}', ""),
    ('−', "-"), ('∗', "*"), ('⋅', "\\cdot"), ('·', "\\cdot"), ('×', "\\times"), ('÷', "\\div"), ('±', "\\pm"),
    ('∓', "\\mp"), ('∘', "\\circ"), ('≤', "\\le"), ('≥', "\\ge"), ('≠', "\\ne"), ('≈', "\\approx"), ('≡', "\\equiv"),
    ('≪', "\\ll"), ('≫', "\\gg"), ('∼', "\\sim"), ('≃', "\\simeq"), ('≅', "\\cong"), ('∝', "\\propto"),
    ('→', "\\to"), ('←', "\\leftarrow"), ('↔', "\\leftrightarrow"), ('⇒', "\\Rightarrow"), ('⇐', "\\Leftarrow"),
    ('⇔', "\\Leftrightarrow"), ('↦', "\\mapsto"), ('∈', "\\in"), ('∉', "\\notin"), ('∋', "\\ni"), ('⊂', "\\subset"),
    ('⊆', "\\subseteq"), ('⊃', "\\supset"), ('⊇', "\\supseteq"), ('∪', "\\cup"), ('∩', "\\cap"), ('∅', "\\emptyset"),
    ('∖', "\\setminus"), ('∀', "\\forall"), ('∃', "\\exists"), ('¬', "\\neg"), ('∧', "\\wedge"), ('∨', "\\vee"),
    ('∑', "\\sum"), ('∏', "\\prod"), ('∐', "\\coprod"), ('∫', "\\int"), ('∬', "\\iint"), ('∭', "\\iiint"),
    ('∮', "\\oint"), ('⋃', "\\bigcup"), ('⋂', "\\bigcap"), ('∂', "\\partial"), ('∇', "\\nabla"), ('∞', "\\infty"),
    ('…', "\\ldots"), ('⋯', "\\cdots"), ('⋮', "\\vdots"), ('⋱', "\\ddots"), ('⟨', "\\langle"), ('⟩', "\\rangle"),
    ('〈', "\\langle"), ('〉', "\\rangle"), ('⌊', "\\lfloor"), ('⌋', "\\rfloor"), ('⌈', "\\lceil"), ('⌉', "\\rceil"),
    ('‖', "\\Vert"), ('∣', "\\mid"), ('∥', "\\parallel"), ('⊥', "\\perp"), ('⊕', "\\oplus"), ('⊗', "\\otimes"),
    ('∠', "\\angle"), ('ℓ', "\\ell"), ('ℏ', "\\hbar"), ('ℜ', "\\Re"), ('ℑ', "\\Im"), ('ℵ', "\\aleph"),
    ('′', "'"), ('″', "''"),
    ('α', "\\alpha"), ('β', "\\beta"), ('γ', "\\gamma"), ('δ', "\\delta"), ('ε', "\\varepsilon"), ('ϵ', "\\epsilon"),
    ('ζ', "\\zeta"), ('η', "\\eta"), ('θ', "\\theta"), ('ϑ', "\\vartheta"), ('ι', "\\iota"), ('κ', "\\kappa"),
    ('λ', "\\lambda"), ('μ', "\\mu"), ('ν', "\\nu"), ('ξ', "\\xi"), ('π', "\\pi"), ('ρ', "\\rho"), ('σ', "\\sigma"),
    ('ς', "\\varsigma"), ('τ', "\\tau"), ('υ', "\\upsilon"), ('φ', "\\varphi"), ('ϕ', "\\phi"), ('χ', "\\chi"),
    ('ψ', "\\psi"), ('ω', "\\omega"), ('Γ', "\\Gamma"), ('Δ', "\\Delta"), ('Θ', "\\Theta"), ('Λ', "\\Lambda"),
    ('Ξ', "\\Xi"), ('Π', "\\Pi"), ('Σ', "\\Sigma"), ('Υ', "\\Upsilon"), ('Φ', "\\Phi"), ('Ψ', "\\Psi"),
    ('Ω', "\\Omega"),
    ('ℝ', "\\mathbb{R}"), ('ℕ', "\\mathbb{N}"), ('ℤ', "\\mathbb{Z}"), ('ℚ', "\\mathbb{Q}"), ('ℂ', "\\mathbb{C}"),
];
