// Nobody owns a name under .example: whoever gives the module away under an address of their own writes it here.
module remit.example/remit

go 1.25.0

require github.com/ebitengine/purego v0.11.0
