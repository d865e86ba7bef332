// Package qti reads banks in the formats of IMS Question & Test Interoperability: 1.2 as Canvas, Blackboard and Common
// Cartridge write it, alone or in a package with its manifest, and the common part of 2.1. It writes 1.2 as Canvas imports it
// (https://www.imsglobal.org/question/ ; instructure/canvas-lms lib/cc/qti and app/models/quizzes are the rule for Canvas).
//
// The response processing of 1.2 is a small program. It is not run but read by its patterns: which answers a condition names, and
// what it adds to the score.
package qti
