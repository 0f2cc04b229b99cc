//go:build !remit_cgo

package remit_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"remit.example/remit"
)

// The library is loaded once in a process, so another one asks for a file that is not there.
func TestALibraryThatIsNotThereIsToldWithWhatToDo(t *testing.T) {
	const nowhere = "/nowhere/libremit.so.1"
	if os.Getenv("REMIT_LIBRARY") == nowhere {
		if _, err := remit.LibraryVersion(); err != nil {
			os.Stdout.WriteString(err.Error())
		}
		return
	}
	command := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
	command.Env = append(os.Environ(), "REMIT_LIBRARY="+nowhere)
	said, err := command.CombinedOutput()
	if err != nil {
		t.Fatal(err, string(said))
	}
	for _, words := range []string{"the library cannot be loaded; set REMIT_LIBRARY to its file", nowhere} {
		if !strings.Contains(string(said), words) {
			t.Errorf("%q lacks %q", said, words)
		}
	}
}
