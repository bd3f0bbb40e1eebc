//! Tokens to types, one function per form.

use hwc_model::Type;

use crate::lint::{Finding, Lint};
use crate::vocabulary::{self, TypeWord};

use super::token::{self, Token};
use super::{Reference, TypeExpr, TypeReading, misspelt};

/// Types of pages nest four deep at most.
const DEPTH: u32 = 12;

/// A type of one known word without an argument.
pub(super) fn simple(word: &str) -> Option<TypeExpr> {
    Some(match vocabulary::type_word(word)? {
        TypeWord::Object | TypeWord::Dictionary => TypeExpr::AnyObject,
        TypeWord::Json => TypeExpr::Any,
        TypeWord::Array => TypeExpr::Array(Box::new(TypeExpr::Any)),
        TypeWord::Map => TypeExpr::Map(Box::new(TypeExpr::Any)),
        TypeWord::Filler => return None,
        word => TypeExpr::Scalar(scalar(word)?),
    })
}

fn scalar(word: TypeWord) -> Option<Type> {
    Some(match word {
        TypeWord::String => Type::String,
        TypeWord::Integer => Type::Integer,
        TypeWord::Long => Type::Long,
        TypeWord::Float => Type::Float,
        TypeWord::Double => Type::Double,
        TypeWord::Boolean => Type::Boolean,
        TypeWord::File => Type::Binary,
        _ => return None,
    })
}

/// The word of the type column that a word is, in the plural too: `strings`.
fn type_word(word: &str) -> Option<TypeWord> {
    vocabulary::type_word(word).or_else(|| vocabulary::type_word(word.strip_suffix(['s', 'S'])?))
}

pub(super) struct Parser<'t, 'a> {
    tokens: &'t [Token<'a>],
    at: usize,
    depth: u32,
    length: Option<u64>,
    open: bool,
    findings: Vec<Finding>,
}

impl<'t, 'a> Parser<'t, 'a> {
    pub(super) fn new(tokens: &'t [Token<'a>]) -> Parser<'t, 'a> {
        Parser { tokens, at: 0, depth: 0, length: None, open: false, findings: Vec::new() }
    }

    /// The type, then what the rest of the cell adds to it; `plain` is the whole cell.
    pub(super) fn read(mut self, plain: &str) -> TypeReading {
        let mut expr = self.expr().unwrap_or_else(|| TypeExpr::Unknown(plain.to_owned()));
        let mut references = self.rest();
        if matches!(expr.leaf(), TypeExpr::AnyObject | TypeExpr::Any | TypeExpr::Unknown(_)) && !references.is_empty() {
            *expr.leaf_mut() = TypeExpr::Ref(references.remove(0));
        }
        if let TypeExpr::Unknown(text) = expr.leaf_mut() {
            plain.clone_into(text);
            self.findings.push(Finding::new(Lint::TypeUnknown, 0, format!("the type is `{plain}`"), "a known type"));
        }
        let (length, open, findings) = (self.length, self.open, self.findings);
        TypeReading { length, alternatives: references, open, findings, ..TypeReading::of(expr) }
    }

    /// References in the tokens that are left: `For details, see Table 3.`
    fn rest(&mut self) -> Vec<Reference> {
        let mut references = Vec::new();
        while self.at < self.tokens.len() {
            match self.reference() {
                Some(reference) if !references.contains(&reference) => references.push(reference),
                Some(_) => {}
                None => self.at += 1,
            }
        }
        references
    }

    fn peek(&self) -> Option<Token<'a>> {
        self.tokens.get(self.at).copied()
    }

    fn bump_if(&mut self, token: Token<'_>) -> bool {
        let found = self.peek() == Some(token);
        self.at += usize::from(found);
        found
    }

    fn peek_type_word(&self) -> Option<TypeWord> {
        match self.peek()? {
            Token::Word(word) => type_word(word),
            _ => None,
        }
    }

    fn bump_type_word(&mut self, wanted: TypeWord) -> bool {
        let found = self.peek_type_word() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn bump_of(&mut self) -> bool {
        let found = matches!(self.peek(), Some(Token::Word(word)) if word.eq_ignore_ascii_case("of"));
        self.at += usize::from(found);
        found
    }

    /// A type, up to a closing bracket, a comma, the end of a sentence or of the cell.
    fn expr(&mut self) -> Option<TypeExpr> {
        if self.depth == DEPTH {
            return None;
        }
        self.depth += 1;
        let expr = match self.peek()? {
            Token::Open => self.bracketed(),
            Token::Word(word) => self.of_word(word),
            Token::Link { text, label } => Some(self.linked(text, label)),
            Token::Close | Token::Part | Token::Stop => None,
        };
        self.depth -= 1;
        expr
    }

    /// `[X]`, `[[X]]` and `[]X`.
    fn bracketed(&mut self) -> Option<TypeExpr> {
        self.at += 1;
        let inner = self.expr();
        self.bump_if(Token::Close);
        let inner = inner.or_else(|| self.expr()).unwrap_or(TypeExpr::Any);
        Some(TypeExpr::Array(Box::new(inner)))
    }

    fn of_word(&mut self, word: &str) -> Option<TypeExpr> {
        if let Some(reference) = self.reference() {
            return Some(self.marked(reference));
        }
        let Some(kind) = type_word(word) else { return self.named() };
        self.at += 1;
        match kind {
            TypeWord::Array => Some(self.array()),
            TypeWord::Map => Some(self.map()),
            TypeWord::Dictionary => Some(self.dictionary()),
            TypeWord::Json => Some(self.json()),
            TypeWord::Object => Some(self.postfixed(TypeExpr::AnyObject)),
            TypeWord::Filler => self.filled(),
            kind => scalar(kind).map(|ty| self.scalar(ty)),
        }
    }

    /// After `Array`: `of X`, `<X>`, `[X]`, `X`, `data structure` or nothing.
    fn array(&mut self) -> TypeExpr {
        let mut structure = false;
        while self.bump_type_word(TypeWord::Filler) {
            structure = true;
        }
        self.bump_of();
        let element = match self.peek() {
            Some(Token::Open) => self.argument(),
            _ => self.expr(),
        };
        TypeExpr::Array(Box::new(element.unwrap_or(if structure { TypeExpr::AnyObject } else { TypeExpr::Any })))
    }

    fn argument(&mut self) -> Option<TypeExpr> {
        self.bump_if(Token::Open);
        let argument = self.expr();
        while self.peek().is_some_and(|token| token != Token::Close) && self.at < self.tokens.len() {
            self.at += 1;
        }
        self.bump_if(Token::Close);
        argument
    }

    /// After `Map`: `<K,V>`, `<V>`, `<K>V` or nothing.
    fn map(&mut self) -> TypeExpr {
        TypeExpr::Map(Box::new(self.map_value().map_or(TypeExpr::Any, |(value, _)| value)))
    }

    /// After `Dict`: as after `Map`; but `Dict<quotas>` is an object with that name.
    fn dictionary(&mut self) -> TypeExpr {
        while self.bump_type_word(TypeWord::Filler) {}
        match self.map_value() {
            Some((TypeExpr::Ref(reference), false)) => TypeExpr::Ref(Reference { many: Some(false), ..reference }),
            Some((value, _)) => TypeExpr::Map(Box::new(value)),
            None => self.postfixed(TypeExpr::AnyObject),
        }
    }

    /// The type of the values, and whether one of the keys was there too.
    fn map_value(&mut self) -> Option<(TypeExpr, bool)> {
        if self.peek() != Some(Token::Open) {
            return if self.bump_of() { self.expr().map(|value| (value, true)) } else { None };
        }
        self.at += 1;
        let first = self.expr()?;
        let keyed = self.bump_if(Token::Part);
        let value = if keyed { self.expr() } else { None };
        self.bump_if(Token::Close);
        match value {
            Some(value) => Some((value, true)),
            None => Some(self.expr().map_or((first, false), |value| (value, true))),
        }
    }

    /// After `JSON`: `object`, `Array`, `string` or nothing.
    fn json(&mut self) -> TypeExpr {
        if self.bump_type_word(TypeWord::Array) {
            self.array()
        } else if self.bump_type_word(TypeWord::Object) {
            TypeExpr::AnyObject
        } else if self.bump_type_word(TypeWord::String) {
            TypeExpr::Scalar(Type::String)
        } else {
            TypeExpr::Any
        }
    }

    /// After a scalar: a length, `array`, or another type that may stand instead.
    fn scalar(&mut self, ty: Type) -> TypeExpr {
        let ty = self.format_argument().unwrap_or(ty);
        if ty == Type::Long {
            self.bump_type_word(TypeWord::Integer);
        }
        self.length_argument();
        let or = matches!(self.peek(), Some(Token::Word(word)) if word.eq_ignore_ascii_case("or"));
        if or || self.peek() == Some(Token::Part) && self.depth == 1 {
            self.at += 1;
            let other = self.peek_type_word();
            let is_list = or && matches!(other, Some(TypeWord::Array | TypeWord::Object | TypeWord::Map));
            return match other.and_then(scalar) {
                None if is_list => TypeExpr::Any,
                Some(other) if other != ty && ty != Type::Binary => TypeExpr::Any,
                _ => TypeExpr::Scalar(ty),
            };
        }
        self.postfixed(TypeExpr::Scalar(ty))
    }

    /// `($int64)` after `integer`: the number that it is in particular.
    fn format_argument(&mut self) -> Option<Type> {
        let [Token::Open, Token::Word(word), Token::Close, ..] = &self.tokens[self.at..] else { return None };
        let ty = vocabulary::type_word(word.trim_start_matches('$')).and_then(scalar)?;
        let is_number = matches!(ty, Type::Integer | Type::Long | Type::Float | Type::Double);
        self.at += if is_number { 3 } else { 0 };
        is_number.then_some(ty)
    }

    /// `(64)` and `(1-64)`.
    fn length_argument(&mut self) {
        if let [Token::Open, Token::Word(length), Token::Close, ..] = &self.tokens[self.at..]
            && let Ok(length) = length.rsplit(['-', '~']).next().unwrap_or_default().parse()
        {
            self.length = Some(length);
            self.at += 3;
        }
    }

    /// `X array` and `X[]`.
    fn postfixed(&mut self, expr: TypeExpr) -> TypeExpr {
        if let [Token::Open, Token::Close, ..] = &self.tokens[self.at..] {
            self.at += 2;
            return TypeExpr::Array(Box::new(expr));
        }
        if self.bump_type_word(TypeWord::Array) { TypeExpr::Array(Box::new(expr)) } else { expr }
    }

    /// `data structure` without a name. A word for structures may itself be one: `Field object`.
    fn filled(&mut self) -> Option<TypeExpr> {
        if let [Token::Word(name), Token::Word(object), rest @ ..] = &self.tokens[self.at..]
            && name.starts_with(|c: char| c.is_ascii_uppercase())
            && type_word(object) == Some(TypeWord::Object)
            && matches!(rest, [] | [Token::Close | Token::Stop, ..])
        {
            let reference = Reference { name: Some((*name).to_owned()), ..Reference::default() };
            self.at += 1;
            return Some(self.marked(reference));
        }
        while self.bump_type_word(TypeWord::Filler) || self.bump_type_word(TypeWord::Object) {}
        match self.peek() {
            None | Some(Token::Close | Token::Stop) => {
                self.open |= self.depth == 1;
                Some(TypeExpr::AnyObject)
            }
            _ => None,
        }
    }

    /// `X object`, `X array`, `X data structure` and `X`, where X are words of the page.
    fn named(&mut self) -> Option<TypeExpr> {
        let mut words = Vec::new();
        while let Some(Token::Word(word)) = self.peek()
            && type_word(word).is_none()
        {
            words.push(word);
            self.at += 1;
        }
        if let Some(ty) = self.peek_type_word().and_then(scalar).filter(|_| !words.is_empty()) {
            return Some(TypeExpr::Scalar(ty));
        }
        let marked = self.peek_type_word().is_some();
        if let Some(expr) = self.misspelt(&words) {
            return Some(expr);
        }
        if words.len() > 1 && !marked || !words.iter().any(|word| word.contains(|c: char| c.is_alphabetic())) {
            return None;
        }
        let reference = Reference { name: Some(words.join(" ")), ..Reference::default() };
        Some(self.marked(reference))
    }

    fn misspelt(&mut self, words: &[&str]) -> Option<TypeExpr> {
        let word = words.concat();
        let known = if words.len() > 1 { vocabulary::type_word(&word).map(|kind| ("", kind)) } else { None };
        let (known, kind) = match words {
            [word] => misspelt::meant(word)?,
            _ => known?,
        };
        let expected = if known.is_empty() { word.as_str() } else { known };
        let finding = Finding::new(Lint::TypeMisspelt, 0, format!("the type is `{}`", words.join(" ")), expected);
        self.findings.push(finding);
        match kind {
            TypeWord::Array => Some(self.array()),
            kind => scalar(kind).map(|ty| self.scalar(ty)).or(Some(TypeExpr::AnyObject)),
        }
    }

    /// What follows a name or a table: `object`, `objects`, `array`, `data structure`.
    fn marked(&mut self, mut reference: Reference) -> TypeExpr {
        let (mut many, mut several) = (false, false);
        while let Some(Token::Word(word)) = self.peek() {
            match type_word(word) {
                Some(TypeWord::Object) if word.ends_with(['s', 'S']) => several = true,
                Some(TypeWord::Object) => reference.many = Some(false),
                Some(TypeWord::Array) => many = true,
                Some(TypeWord::Filler) => {}
                _ => break,
            }
            self.at += 1;
        }
        // `Node objects` without a word for the list.
        let alone = several && self.depth == 1;
        self.open |= alone && !many;
        if many || alone { TypeExpr::Array(Box::new(TypeExpr::Ref(reference))) } else { TypeExpr::Ref(reference) }
    }

    /// A link, whose words may be a whole type of their own: `List<Node>`.
    fn linked(&mut self, text: &'a str, label: &str) -> TypeExpr {
        self.at += 1;
        let mut tokens = Vec::new();
        token::cut(text, &mut tokens);
        let is_type = matches!(tokens.as_slice(), [Token::Word(word), _, ..] if type_word(word).is_some())
            || tokens.first() == Some(&Token::Open);
        let mut inner = Parser::new(&tokens);
        if is_type && let Some(mut expr) = inner.expr() {
            match expr.leaf_mut() {
                TypeExpr::Ref(reference) => reference.label = Some(label.to_owned()),
                leaf @ (TypeExpr::AnyObject | TypeExpr::Any) => {
                    *leaf = TypeExpr::Ref(Reference { label: Some(label.to_owned()), ..Reference::default() });
                }
                _ => {}
            }
            return expr;
        }
        let reference = link(text, label);
        self.marked(reference)
    }

    /// A link or `Table 3`.
    fn reference(&mut self) -> Option<Reference> {
        match self.peek()? {
            Token::Link { text, label } => {
                self.at += 1;
                Some(link(text, label))
            }
            Token::Word(word) => self.table(word),
            _ => None,
        }
    }

    /// `Table 3`, `Table6`, `Table 4objects`, `Table NodeInfo`.
    fn table(&mut self, word: &str) -> Option<Reference> {
        let glued = vocabulary::strip_table_word(word)?;
        if let Some((number, _)) = leading_number(glued) {
            self.at += 1;
            return Some(Reference { table: Some(number), ..Reference::default() });
        }
        let Some(Token::Word(next)) = self.tokens.get(self.at + 1).copied() else { return None };
        if !glued.is_empty() {
            return None;
        }
        let reference = match leading_number(next) {
            Some((number, rest)) => {
                let many = (type_word(rest) == Some(TypeWord::Object) && !rest.ends_with('s')).then_some(false);
                Reference { table: Some(number), many, ..Reference::default() }
            }
            None if self.depth > 1 => Reference { name: Some(next.to_owned()), ..Reference::default() },
            None => return None,
        };
        self.at += 2;
        Some(reference)
    }
}

/// What a link with these words refers to.
pub(crate) fn link(text: &str, label: &str) -> Reference {
    let label = Some(label.to_owned());
    let mut words = text.split_whitespace();
    let glued = words.next().and_then(vocabulary::strip_table_word);
    let number = match glued {
        Some("") => words.next().and_then(leading_number),
        Some(glued) => leading_number(glued),
        None => None,
    };
    match number {
        Some((number, _)) => Reference { label, table: Some(number), ..Reference::default() },
        None => {
            let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
            Reference { label, name: Some(name).filter(|name| !name.is_empty()), ..Reference::default() }
        }
    }
}

fn leading_number(word: &str) -> Option<(u32, &str)> {
    let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    Some((word[..end].parse().ok()?, &word[end..]))
}
