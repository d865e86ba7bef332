package settings

// Nearest returns the candidate most like a misspelt word, or "" when none is near.
func Nearest(word string, candidates []string) string {
	best, dist := "", 1+len(word)/3
	for _, c := range candidates {
		if d := editDistance(word, c); d <= dist {
			best, dist = c, d-1
		}
	}
	return best
}

// editDistance is the Levenshtein distance of two short words.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
