package bank

import (
	"lectern/lessons/quiz/bank/qti"
)

// qtiBank is QTI: 1.2 as Canvas, Blackboard and Common Cartridge write it, and the common part of 2.1, in a package or alone.
var qtiBank = Format{
	Name: "qti", Title: "QTI", Suffix: ".qti.zip", Beside: []string{".imscc"}, Also: []string{".xml", ".qti", ".zip", ".dat"}, Common: true, Packs: true,
	Kinds: qti.Kinds(),
	Lacks: "hints, tags, tracing questions, feedback for partly right answers, weights of choices, units, wildcards, credit for a part of a typed answer, some settings of the bank",
	is:    func(h *head) bool { return qti.IsXML(h.text) || qti.IsPackage(h.raw) },
	read:  readQTI,
	write: qti.Write,
}

func readQTI(src []byte, file string) *Bank {
	if r := newReader(file); r.tooLarge(src, maxPackage) {
		return r.bank
	}
	return qti.Read(src, file)
}
