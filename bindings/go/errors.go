package remit

import (
	"fmt"
	"strings"
	"unsafe"
)

// A Status says why a call failed.
type Status int32

// The statuses that an *Error can have. They are errors themselves: errors.Is(err, remit.NotFound).
const (
	InvalidArgument Status = cInvalidArgument
	OutOfMemory     Status = cOutOfMemory
	DataError       Status = cDataError
	NotFound        Status = cNotFound
	LimitExceeded   Status = cLimitExceeded
	Cancelled       Status = cCancelled
	Unsupported     Status = cUnsupported
	InternalError   Status = cInternalError
)

func (s Status) Error() string {
	return strings.TrimPrefix(forever(remit_status_name(int32(s))), "REMIT_")
}

// An Error is any failure that the library reports, worded in the language of the call.
type Error struct {
	Status  Status
	Message string
}

func (e *Error) Error() string { return e.Message }

// Unwrap gives the status, for errors.Is.
func (e *Error) Unwrap() error { return e.Status }

// A Severity says how grave a diagnostic is.
type Severity int32

// The severities.
const (
	SeverityError   Severity = cSeverityError
	SeverityWarning Severity = cSeverityWarning
	SeverityNote    Severity = cSeverityNote
)

// A Diagnostic is one complaint about a policy text. Offsets count bytes from 0, an end is exclusive;
// lines and columns count from 1, DisplayColumn in cells of a terminal. Replacement is what would mend the
// bytes from FixBegin to FixEnd; without a suggestion FixBegin is -1.
type Diagnostic struct {
	Severity         Severity
	Code, Name       string
	File             string
	Begin, End       int
	Line, Column     int
	DisplayColumn    int
	Message, Help    string
	Replacement      string
	FixBegin, FixEnd int
}

// Diagnostics are complaints in the order of the text. String shows them with lines and carets.
type Diagnostics struct {
	List     []Diagnostic
	rendered string
	json     string
}

func (d Diagnostics) String() string { return d.rendered }

// JSON is the same as JSON; the layout is in the book's page on diagnostics.
func (d Diagnostics) JSON() string { return d.json }

// A PolicyError says that the policy text has errors.
type PolicyError struct{ Diagnostics Diagnostics }

func (e *PolicyError) Error() string { return e.Diagnostics.rendered }

func readDiagnostics(handle unsafe.Pointer, language Language) Diagnostics {
	var all Diagnostics
	for i := uintptr(0); i < remit_diagnostics_count(handle); i++ {
		text := func(which int32) string {
			t, _ := lent(func(size *uintptr) unsafe.Pointer {
				return remit_diagnostics_text(handle, i, which, int32(language), size)
			})
			return t
		}
		number := func(which int32) int { return int(remit_diagnostics_number(handle, i, which)) }
		all.List = append(all.List, Diagnostic{
			Severity: Severity(number(cDiagnosticSeverity)),
			Code:     text(cDiagnosticCode), Name: text(cDiagnosticName), File: text(cDiagnosticFile),
			Begin: number(cDiagnosticBegin), End: number(cDiagnosticEnd),
			Line: number(cDiagnosticLine), Column: number(cDiagnosticColumn),
			DisplayColumn: number(cDiagnosticDisplayColumn),
			Message:       text(cDiagnosticMessage), Help: text(cDiagnosticHelp),
			Replacement: text(cDiagnosticReplacement),
			FixBegin:    number(cDiagnosticFixBegin), FixEnd: number(cDiagnosticFixEnd),
		})
	}
	render := func(format int32) string {
		made := new(unsafe.Pointer)
		remit_diagnostics_render(handle, format, int32(language), made, nil)
		return takeString(*made)
	}
	all.rendered, all.json = render(cFormatText), render(cFormatJson)
	return all
}

// errorOf is the error for a remit_error, which is freed.
func errorOf(status int32, failure unsafe.Pointer, language Language) error {
	if failure == nil {
		return &Error{Status(status), Status(status).Error()}
	}
	defer remit_error_free(failure)
	if status == cPolicyError {
		return &PolicyError{readDiagnostics(remit_error_diagnostics(failure), language)}
	}
	message, _ := lent(func(size *uintptr) unsafe.Pointer {
		return remit_error_message(failure, int32(language), size)
	})
	return &Error{Status(status), message}
}

// call runs a function whose last argument receives the error.
func call(language Language, run func(failure *unsafe.Pointer) int32) error {
	failure := new(unsafe.Pointer)
	if status := run(failure); status != cOk {
		return errorOf(status, *failure, language)
	}
	return nil
}

// create runs a function that gives a handle.
func create(language Language, run func(made, failure *unsafe.Pointer) int32) (unsafe.Pointer, error) {
	made := new(unsafe.Pointer)
	err := call(language, func(failure *unsafe.Pointer) int32 { return run(made, failure) })
	return *made, err
}

func fail(status Status, language Language, words [2]string, parts ...any) error {
	return &Error{status, fmt.Sprintf(words[language], parts...)}
}
