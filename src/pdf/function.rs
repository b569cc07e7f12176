//! Functions: what a tint becomes in another colour space, and how a shading runs. Types 0, 2, 3 and 4.

use super::filters;
use super::lex::Lexer;
use super::objects::{Look, dict_of, number};
use lopdf::{Dictionary, Document, Object};

/// A function from some numbers to some others.
#[derive(Debug, Clone)]
pub(crate) enum Function {
    /// A table of samples; the nearest one is taken. One input only: tints of several inks are rare, and their sums
    /// are taken from the inks themselves.
    Sampled { domain: (f64, f64), outputs: usize, samples: Vec<f64> },
    /// From one colour to another.
    Exponential { from: Vec<f64>, to: Vec<f64>, exponent: f64 },
    /// Several, end to end.
    Stitched { domain: (f64, f64), parts: Vec<Function>, bounds: Vec<f64>, encode: Vec<f64> },
    /// A small program.
    Program { body: Vec<Step>, range: Vec<f64> },
    /// One function for each output.
    Each(Vec<Function>),
}

/// A step of a program.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// A number to push.
    Push(f64),
    /// An operator to do.
    Do(Vec<u8>),
    /// A block, for the `if` or `ifelse` that follows.
    Block(Vec<Step>),
}

impl Function {
    /// Reads one; none if it is damaged or of a kind not known.
    pub fn read(document: &Document, object: &Object, depth: usize) -> Option<Self> {
        if depth > 6 {
            return None;
        }
        let object = document.follow(object);
        if let Object::Array(parts) = object {
            let parts: Option<Vec<_>> =
                parts.iter().take(64).map(|part| Self::read(document, part, depth + 1)).collect();
            return parts.map(Self::Each);
        }
        let dictionary = dict_of(object)?;
        let domain = document.numbers(dictionary, "Domain")?;
        let domain = (*domain.first()?, *domain.get(1)?);
        match document.integer(dictionary, "FunctionType")? {
            0 => sampled(document, object, dictionary, domain),
            2 => Some(Self::Exponential {
                from: document.numbers(dictionary, "C0").unwrap_or_else(|| vec![0.0]),
                to: document.numbers(dictionary, "C1").unwrap_or_else(|| vec![1.0]),
                exponent: document.number(dictionary, "N")?,
            }),
            3 => {
                let parts = document.array(dictionary, "Functions")?;
                let parts: Option<Vec<_>> =
                    parts.iter().take(256).map(|part| Self::read(document, part, depth + 1)).collect();
                Some(Self::Stitched {
                    domain,
                    parts: parts?,
                    bounds: document.numbers(dictionary, "Bounds")?,
                    encode: document.numbers(dictionary, "Encode")?,
                })
            }
            4 => {
                let text = filters::plain(document, object.as_stream().ok()?)?;
                let range = document.numbers(dictionary, "Range")?;
                Some(Self::Program { body: parse(&text)?, range })
            }
            _ => None,
        }
    }

    /// Its outputs; empty if it fails.
    pub fn at(&self, inputs: &[f64]) -> Vec<f64> {
        let x = inputs.first().copied().unwrap_or(0.0);
        match self {
            Self::Sampled { domain, outputs, samples } => {
                let count = samples.len() / outputs;
                let share = ((x - domain.0) / (domain.1 - domain.0)).clamp(0.0, 1.0);
                let at = (share * (count.saturating_sub(1)) as f64).round() as usize;
                samples.get(at * outputs..(at + 1) * outputs).map(<[f64]>::to_vec).unwrap_or_default()
            }
            Self::Exponential { from, to, exponent } => {
                let share = x.clamp(0.0, 1.0).powf(*exponent);
                from.iter().zip(to).map(|(from, to)| from + share * (to - from)).collect()
            }
            Self::Stitched { domain, parts, bounds, encode } => {
                let x = x.clamp(domain.0, domain.1.max(domain.0));
                let part = bounds.iter().take_while(|&&bound| x >= bound).count().min(parts.len().saturating_sub(1));
                let low = if part == 0 { domain.0 } else { bounds[part - 1] };
                let high = bounds.get(part).copied().unwrap_or(domain.1);
                let (from, to) = match encode.get(2 * part..2 * part + 2) {
                    Some(pair) => (pair[0], pair[1]),
                    None => (0.0, 1.0),
                };
                let share = if high > low { (x - low) / (high - low) } else { 0.0 };
                parts.get(part).map(|function| function.at(&[from + share * (to - from)])).unwrap_or_default()
            }
            Self::Program { body, range } => {
                let mut stack = inputs.to_vec();
                let mut budget = 2000;
                if run(body, &mut stack, &mut budget).is_none() {
                    return Vec::new();
                }
                let outputs = range.len() / 2;
                let Some(start) = stack.len().checked_sub(outputs) else { return Vec::new() };
                let clamped = |(value, pair): (&f64, &[f64])| value.clamp(pair[0].min(pair[1]), pair[1].max(pair[0]));
                stack[start..].iter().zip(range.chunks_exact(2)).map(clamped).collect()
            }
            Self::Each(functions) => functions.iter().flat_map(|function| function.at(inputs)).collect(),
        }
    }
}

fn sampled(document: &Document, object: &Object, dictionary: &Dictionary, domain: (f64, f64)) -> Option<Function> {
    let size = document.numbers(dictionary, "Size")?;
    let range = document.numbers(dictionary, "Range")?;
    let bits = document.integer(dictionary, "BitsPerSample")?;
    let outputs = range.len() / 2;
    if size.len() != 1 || outputs == 0 || !matches!(bits, 8 | 16) || domain.1 <= domain.0 {
        return None;
    }
    let decode = document.numbers(dictionary, "Decode").filter(|decode| decode.len() == range.len()).unwrap_or(range);
    let bytes = filters::plain(document, object.as_stream().ok()?)?;
    let shares: Vec<f64> = match bits {
        8 => bytes.iter().map(|&byte| f64::from(byte) / 255.0).collect(),
        _ => bytes.chunks_exact(2).map(|pair| f64::from(u16::from_be_bytes([pair[0], pair[1]])) / 65535.0).collect(),
    };
    let place = |(at, share): (usize, &f64)| {
        let output = at % outputs;
        decode[2 * output] + share * (decode[2 * output + 1] - decode[2 * output])
    };
    let samples = shares.iter().enumerate().map(place).collect();
    Some(Function::Sampled { domain, outputs, samples })
}

/// `{ … { … } if }` → steps.
fn parse(text: &[u8]) -> Option<Vec<Step>> {
    let mut open: Vec<Vec<Step>> = vec![Vec::new()];
    // Braces stand alone for the lexer only if there is space round them.
    let mut spaced = Vec::with_capacity(text.len() + 16);
    for &byte in text {
        if matches!(byte, b'{' | b'}') {
            spaced.extend_from_slice(&[b' ', if byte == b'{' { b'!' } else { b'?' }, b' ']);
        } else {
            spaced.push(byte);
        }
    }
    for operation in Lexer::new(&spaced) {
        let numbers = operation.operands.iter().map(|operand| match operand {
            Object::Boolean(value) => Some(Step::Push(f64::from(u8::from(*value)))),
            other => number(other).map(Step::Push),
        });
        let numbers: Option<Vec<_>> = numbers.collect();
        open.last_mut()?.extend(numbers?);
        match operation.operator {
            b"!" if open.len() < 16 => open.push(Vec::new()),
            b"!" => return None,
            b"?" => {
                let block = open.pop()?;
                open.last_mut()?.push(Step::Block(block));
            }
            name => open.last_mut()?.push(Step::Do(name.to_vec())),
        }
    }
    let mut whole = open.pop().filter(|_| open.is_empty())?;
    match (whole.pop()?, whole.is_empty()) {
        (Step::Block(body), true) => Some(body),
        _ => None,
    }
}

fn run(body: &[Step], stack: &mut Vec<f64>, budget: &mut usize) -> Option<()> {
    for (at, step) in body.iter().enumerate() {
        *budget = budget.checked_sub(1)?;
        match step {
            Step::Push(value) => stack.push(*value),
            Step::Block(_) => {}
            Step::Do(name) if name == b"if" => {
                let Step::Block(then) = body.get(at.checked_sub(1)?)? else { return None };
                if stack.pop()? != 0.0 {
                    run(then, stack, budget)?;
                }
            }
            Step::Do(name) if name == b"ifelse" => {
                let (Step::Block(then), Step::Block(other)) = (body.get(at.checked_sub(2)?)?, body.get(at - 1)?) else {
                    return None;
                };
                let chosen = if stack.pop()? != 0.0 { then } else { other };
                run(chosen, stack, budget)?;
            }
            Step::Do(name) => operate(name, stack)?,
        }
        if stack.len() > 100 {
            return None;
        }
    }
    Some(())
}

/// Runs one operator (ISO 32000-1 §7.10.5). `None`: there is none of that name, or too little on the stack.
fn operate(name: &[u8], stack: &mut Vec<f64>) -> Option<()> {
    match name {
        b"pop" | b"dup" | b"exch" | b"copy" | b"index" | b"roll" => rearrange(name, stack),
        _ => calculate(name, stack),
    }
}

/// What an operator makes of the last number or two, which it takes from the stack.
fn calculate(name: &[u8], stack: &mut Vec<f64>) -> Option<()> {
    let last = stack.pop()?;
    let value = match of_one(name, last) {
        Some(value) => value,
        None => of_two(name, stack.pop()?, last)?,
    };
    stack.push(if value.is_finite() { value } else { 0.0 });
    Some(())
}

/// What an operator makes of the stack itself.
fn rearrange(name: &[u8], stack: &mut Vec<f64>) -> Option<()> {
    match name {
        b"pop" => {
            stack.pop()?;
        }
        b"dup" => stack.push(*stack.last()?),
        b"exch" => {
            let length = stack.len();
            stack.swap(length.checked_sub(1)?, length.checked_sub(2)?);
        }
        b"copy" => {
            let count = whole(stack.pop()?)?;
            let start = stack.len().checked_sub(count)?;
            stack.extend_from_within(start..);
        }
        b"index" => {
            let back = whole(stack.pop()?)?;
            stack.push(*stack.get(stack.len().checked_sub(back + 1)?)?);
        }
        b"roll" => {
            let by = stack.pop()?;
            let count = whole(stack.pop()?)?;
            let start = stack.len().checked_sub(count)?;
            if count > 0 {
                let by = (by as i64).rem_euclid(count as i64) as usize;
                stack[start..].rotate_right(by);
            }
        }
        _ => return None,
    }
    Some(())
}

/// What an operator makes of the last number.
fn of_one(name: &[u8], last: f64) -> Option<f64> {
    Some(match name {
        b"abs" => last.abs(),
        b"neg" => -last,
        b"ceiling" => last.ceil(),
        b"floor" => last.floor(),
        b"round" => last.round(),
        b"truncate" | b"cvi" => last.trunc(),
        b"cvr" => last,
        b"sqrt" => last.max(0.0).sqrt(),
        b"sin" => last.to_radians().sin(),
        b"cos" => last.to_radians().cos(),
        b"ln" => last.ln(),
        b"log" => last.log10(),
        b"not" => f64::from(last == 0.0),
        _ => return None,
    })
}

/// What an operator makes of the last two numbers.
fn of_two(name: &[u8], first: f64, last: f64) -> Option<f64> {
    Some(match name {
        b"add" => first + last,
        b"sub" => first - last,
        b"mul" => first * last,
        b"div" => first / last,
        b"idiv" => (first / last).trunc(),
        b"mod" => first % last,
        b"exp" => first.powf(last),
        b"atan" => first.atan2(last).to_degrees().rem_euclid(360.0),
        b"eq" => f64::from(first == last),
        b"ne" => f64::from(first != last),
        b"gt" => f64::from(first > last),
        b"ge" => f64::from(first >= last),
        b"lt" => f64::from(first < last),
        b"le" => f64::from(first <= last),
        b"and" => ((first as i64) & (last as i64)) as f64,
        b"or" => ((first as i64) | (last as i64)) as f64,
        b"xor" => ((first as i64) ^ (last as i64)) as f64,
        _ => return None,
    })
}

fn whole(value: f64) -> Option<usize> {
    (0.0..=100.0).contains(&value).then_some(value as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::{Stream, dictionary};

    #[test]
    fn a_program_runs() {
        let body = parse(b"{dup 0.5 gt{pop 1 0}{2 mul 0 exch}ifelse}").unwrap();
        let function = Function::Program { body, range: vec![0.0, 1.0, 0.0, 1.0] };
        assert_eq!(function.at(&[0.75]), [1.0, 0.0]);
        assert_eq!(function.at(&[0.25]), [0.0, 0.5]);
        assert!(parse(b"{ 1 ").is_none());
        let short = Function::Program { body: parse(b"{pop}").unwrap(), range: vec![0.0, 1.0] };
        assert!(short.at(&[1.0]).is_empty());
    }

    #[test]
    fn samples_and_stitches() {
        let document = Document::new();
        let table = dictionary! {
            "FunctionType" => 0, "Domain" => vec![0.into(), 1.into()], "Range" => vec![0.into(), 1.into(), 0.into(), 1.into()],
            "Size" => vec![2.into()], "BitsPerSample" => 8,
        };
        let table = Object::Stream(Stream::new(table, vec![0, 0, 255, 51]));
        assert_eq!(Function::read(&document, &table, 0).unwrap().at(&[1.0]), [1.0, 0.2]);
        let part = |from: i64, to: i64| {
            Object::Dictionary(dictionary! {
                "FunctionType" => 2, "N" => 1, "Domain" => vec![0.into(), 1.into()],
                "C0" => vec![from.into()], "C1" => vec![to.into()],
            })
        };
        let both = Object::Dictionary(dictionary! {
            "FunctionType" => 3, "Domain" => vec![0.into(), 1.into()], "Bounds" => vec![0.5f32.into()],
            "Encode" => vec![0.into(), 1.into(), 0.into(), 1.into()], "Functions" => vec![part(0, 1), part(1, 0)],
        });
        let function = Function::read(&document, &both, 0).unwrap();
        assert_eq!((function.at(&[0.25]), function.at(&[0.75])), (vec![0.5], vec![0.5]));
    }
}
