//! The kit of cases (tests/kit) through Rust: every case is run, and what failed is told.

use remit::{Cell, Data, Error, Kind, Language, Options, Policy, Results, Table, TableView};
use serde_json::Value as Json;
use std::path::PathBuf;
use std::process::ExitCode;

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn kit() -> Json {
    let path = std::env::var_os("REMIT_KIT").map(PathBuf::from).unwrap_or_else(|| {
        [env!("CARGO_MANIFEST_DIR"), "..", "..", "..", "build", "kit.json"].iter().collect()
    });
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).expect("the kit is JSON")
}

fn items(of: &Json) -> impl Iterator<Item = &Json> {
    of.as_array().into_iter().flatten()
}

fn text(of: &Json) -> &str {
    of.as_str().unwrap_or_default()
}

fn sources(case: &Json) -> Vec<(&str, &str)> {
    items(&case["sources"]).map(|source| (text(&source["name"]), text(&source["text"]))).collect()
}

fn options(case: &Json) -> Result<Options<'static>, Error> {
    match case["as_of"].as_str() {
        Some(day) => Ok(Options::new().as_of(day.parse()?)),
        None => Ok(Options::new()),
    }
}

fn evaluated(case: &Json) -> Result<Results, Error> {
    let (policy, data) = filled(case)?;
    policy.evaluate_with(&data, &options(case)?)
}

fn filled(case: &Json) -> Result<(Policy, Data), Error> {
    let policy = Policy::compile_with(sources(case), &options(case)?)?;
    let mut data = policy.data()?;
    for table in items(&case["tables"]) {
        let entity = text(&table["table"]);
        for row in items(&table["rows"]) {
            let cells = items(&table["columns"]).map(text).zip(items(row).map(text));
            if policy.entity(entity)?.is_whole() {
                data.set(entity, 0, cells)?;
            } else {
                data.add(entity, cells)?;
            }
        }
    }
    Ok((policy, data))
}

const LISTS: [&str; 6] = ["ledger", "totals", "targets", "errors", "findings", "attributions"];

fn list(results: &Results, name: &str) -> Result<Table, Error> {
    match name {
        "ledger" => results.ledger(),
        "totals" => results.totals(),
        "targets" => results.targets(),
        "errors" => results.errors(),
        "findings" => results.findings(),
        "attributions" => results.attributions(),
        entity => results.table(entity),
    }
}

/// A decimal or a quotient in lowest terms, or the text as it is.
fn figure(text: &str) -> String {
    let (above, below) = text.split_once('/').unwrap_or((text, "1"));
    let (Ok(above), Ok(mut bottom)) = (above.parse::<remit::Decimal>(), below.parse::<i128>())
    else {
        return text.to_owned();
    };
    let mut top = above.coefficient();
    bottom *= 10_i128.pow(above.scale());
    let (mut a, mut b) = (top.abs(), bottom);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    top /= a.max(1);
    bottom /= a.max(1);
    format!("{top}/{bottom}")
}

fn shown(table: &TableView, row: usize, column: usize) -> Result<String, Error> {
    match table.text(row, column) {
        Err(Error::Cell(fault)) => Ok(format!("!{}", fault.name)),
        other => other,
    }
}

fn figures(case: &Json) -> Outcome {
    let results = evaluated(case)?;
    let by_value = text(&case["equal"]) == "value";
    let compared = |cell: &str| if by_value { figure(cell) } else { cell.to_owned() };
    for expected in items(&case["expect"]) {
        let name = text(&expected["table"]);
        let table = list(&results, name)?;
        let columns: Vec<usize> = items(&expected["columns"])
            .map(|column| {
                table
                    .column(text(column))
                    .or_else(|_| table.column(&format!("{}.met", text(column))))
            })
            .collect::<Result<_, _>>()?;
        let mut found: Vec<Vec<String>> = Vec::new();
        for row in 0..table.len() {
            let cells = columns.iter().map(|column| Ok(compared(&shown(&table, row, *column)?)));
            found.push(cells.collect::<Result<_, Error>>()?);
        }
        let wanted: Vec<Vec<String>> = items(&expected["rows"])
            .map(|row| items(row).map(|cell| compared(text(cell))).collect())
            .collect();
        if found != wanted {
            return Err(format!("{name}:\n{found:?}\nnot\n{wanted:?}").into());
        }
    }
    Ok(())
}

/// A cell of a table as a program has it: a number, a day ...; else its text.
fn typed(kind: Kind, text: &str) -> Cell<'_> {
    match kind {
        _ if text.is_empty() => Cell::Blank,
        Kind::Boolean if text == "true" || text == "false" => (text == "true").into(),
        Kind::Date => text.parse::<remit::Date>().map_or(text.into(), Cell::from),
        kind if kind.is_figure() => text.parse::<remit::Decimal>().map_or(text.into(), Cell::from),
        _ => text.into(),
    }
}

/// The first row of every table that figures are expected of, cell by cell through an exchange; how many there were.
fn exchanged(case: &Json) -> Result<usize, Box<dyn std::error::Error>> {
    let (policy, data) = filled(case)?;
    let by_value = text(&case["equal"]) == "value";
    let compared = |cell: &str| if by_value { figure(cell) } else { cell.to_owned() };
    let mut rows = 0;
    for expected in items(&case["expect"]) {
        let (name, Some(first)) = (text(&expected["table"]), items(&expected["rows"]).next())
        else {
            continue;
        };
        if LISTS.contains(&name) || policy.entity(name)?.made {
            continue;
        }
        let entity = policy.entity(name)?;
        let one = policy.case_with(name, &data, &options(case)?)?;
        // A result may show fields too, which a case does not.
        let (columns, wanted): (Vec<String>, Vec<&str>) = items(&expected["columns"])
            .map(|column| match one.table().has_column(text(column)) {
                true => text(column).to_owned(),
                false => format!("{}.met", text(column)),
            })
            .zip(items(first).map(text))
            .filter(|(column, _)| one.table().has_column(column))
            .unzip();
        let fields: Vec<&str> = entity.fields.iter().map(|field| field.name.as_str()).collect();
        let names: Vec<&str> = columns.iter().map(String::as_str).collect();
        let mut desk = one.exchange(&fields, &names)?;
        for table in items(&case["tables"]) {
            let given = policy.entity(text(&table["table"]))?;
            let Some(row) = items(&table["rows"]).next().filter(|_| given.name == entity.name)
            else {
                continue;
            };
            for (column, cell) in items(&table["columns"]).map(text).zip(items(row).map(text)) {
                let is_it = |field: &remit::Field| {
                    [&field.name, &field.label, &field.header].iter().any(|each| *each == column)
                };
                let at = entity.fields.iter().position(is_it).ok_or("a field")?;
                desk.set(at, typed(entity.fields[at].kind, cell))?;
            }
        }
        desk.run()?;
        for (i, wanted) in wanted.into_iter().enumerate() {
            let (found, wanted) = (compared(&desk.value(i)?.to_string()), compared(wanted));
            if found != wanted {
                return Err(format!("{name}: {}: {found} not {wanted}", columns[i]).into());
            }
        }
        rows += 1;
    }
    Ok(rows)
}

fn diagnostics(case: &Json) -> Outcome {
    let said = match Policy::compile(sources(case)) {
        Ok(policy) => policy.diagnostics(),
        Err(Error::Policy(diagnostics)) => *diagnostics,
        Err(other) => return Err(other.into()),
    };
    let mut found: Vec<String> = said
        .iter()
        .map(|e| {
            let fix = e.fix.as_ref().map(|fix| &fix.replacement);
            format!("{} {} {} {} {fix:?}", e.code, e.file, e.line, e.display_column)
        })
        .collect();
    let mut wanted: Vec<String> = items(&case["diagnostics"])
        .map(|e| {
            let (line, column) = (&e["line"], &e["display_column"]);
            let fix = e["replacement"].as_str();
            format!("{} {} {line} {column} {fix:?}", text(&e["code"]), text(&e["file"]))
        })
        .collect();
    found.sort();
    wanted.sort();
    if found == wanted { Ok(()) } else { Err(format!("{found:#?}\nnot\n{wanted:#?}").into()) }
}

fn explanations(case: &Json) -> Outcome {
    let results = evaluated(case)?;
    for wanted in items(&case["explanations"]) {
        let language = if text(&wanted["language"]) == "zh" { Language::Zh } else { Language::En };
        let (entity, key) = (text(&wanted["entity"]), text(&wanted["key"]));
        let memo = results.explain(entity, key, text(&wanted["column"]))?.language(language);
        let said = memo.text()?;
        if said != text(&wanted["text"]) {
            return Err(format!("{said}\nnot\n{}", text(&wanted["text"])).into());
        }
        let json: Json = serde_json::from_str(&memo.json()?)?;
        if json["version"] != 1 || !memo.html()?.contains("<html") {
            return Err("the same as JSON and as a page".into());
        }
    }
    Ok(())
}

fn main() -> ExitCode {
    let kit = kit();
    assert_eq!(kit["version"], 1);
    let (mut passed, mut failed) = (0, 0);
    let mut counts = [0; 4];
    for case in items(&kit["cases"]) {
        let outcome = if case["expect"].is_array() {
            counts[0] += 1;
            figures(case).and_then(|()| exchanged(case)).map(|rows| counts[3] += rows)
        } else if case["diagnostics"].is_array() {
            counts[1] += 1;
            diagnostics(case)
        } else if case["explanations"].is_array() {
            counts[2] += 1;
            explanations(case)
        } else {
            Err("a case that expects nothing".into())
        };
        match outcome {
            Ok(()) => passed += 1,
            Err(reason) => {
                failed += 1;
                println!("{}: {reason}", text(&case["name"]));
            }
        }
    }
    if counts[0] < 200 || counts[3] < 200 || counts[1] < 70 || counts[2] < 5 {
        failed += 1;
        println!("cases are missing: {counts:?}");
    }
    println!("kit: {passed} passed, {failed} failed");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
