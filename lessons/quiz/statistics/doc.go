// Package statistics says how the questions of a test did: how hard each was, whether
// those who know more got it right, and how far the test as a whole can be trusted.
//
// It is pure arithmetic on marks, and knows neither questions nor students. The formulas
// are those of Moodle's quiz statistics (question/classes/statistics/questions/calculator.php
// and mod/quiz/report/statistics/classes/calculator.php): all variances are those of a
// sample (n − 1), discrimination is held against the rest of the test and not against
// the whole.
//
// A figure that there is not is nil, never NaN or infinite: it needs more marks, or
// marks that differ.
package statistics

// Few is the number of students below which figures that compare students are chance
// however exact they look: discrimination, efficiency, the consistency of the test.
const Few = 10

// Item describes one question of a test.
type Item struct {
	Max   float64  // what a right answer is worth; more than 0
	Guess *float64 // what blind guessing gets, 0..1; nil where nothing can be guessed
}

// Missing is the mark of a student to whom a question was not put. It counts
// nothing in the student's total and nowhere in the question's figures.
const Missing = -1

// Question says how one question did. Shares are in percent.
type Question struct {
	N              int      // marks
	Facility       float64  // the mean, of the most; 0 without marks
	SD             float64  // standard deviation, of the most; 0 below two marks
	Guess          *float64 // what blind guessing gets
	Discrimination *float64 // correlation with the rest of the test, −100..100
	Efficiency     *float64 // discrimination, of the most that marks of these sizes could have
	Weight         *float64 // the question's part in how the totals differ
}

// Test says how the test as a whole did, in points.
type Test struct {
	N             int // students
	Max           float64
	Mean, Median  *float64
	SD            *float64
	Skewness      *float64
	Kurtosis      *float64
	Alpha         *float64 // coefficient of internal consistency (Cronbach's alpha), in percent
	ErrorRatio    *float64 // the part of the standard deviation that is chance, in percent
	StandardError *float64 // of a student's total
}
