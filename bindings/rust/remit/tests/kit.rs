//! The kit of cases (tests/kit) through Rust: every case is run, and what failed is told.

use remit::{Error, Language, Options, Policy, Results, Table, TableView};
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
    let options = options(case)?;
    let policy = Policy::compile_with(sources(case), &options)?;
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
    policy.evaluate_with(&data, &options)
}

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
    let mut counts = [0; 3];
    for case in items(&kit["cases"]) {
        let outcome = if case["expect"].is_array() {
            counts[0] += 1;
            figures(case)
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
    if counts[0] < 200 || counts[1] < 70 || counts[2] < 5 {
        failed += 1;
        println!("cases are missing: {counts:?}");
    }
    println!("kit: {passed} passed, {failed} failed");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
