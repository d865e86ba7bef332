// Package moodle reads and writes Moodle XML, the format in which Moodle keeps all of a question
// (https://docs.moodle.org/en/Moodle_XML_format): format.php of its qformat_xml is the rule.
//
// A type of question is a row of the table of types, and its reader and writer stand in the file of the row's family. What Moodle
// itself would refuse is read as it was meant and told; a type that cannot be asked here is one error with its line, and all else is read.
package moodle
