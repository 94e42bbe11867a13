namespace ApSpec.House;

/// <summary>Which project uses which, judged against the table of <see cref="Allowed"/>.</summary>
internal static class Arrows
{
    /// <summary>Everything a project reaches through a table of arrows, itself left out unless there is a cycle.</summary>
    public static HashSet<string> Reach(string project, IReadOnlyDictionary<string, string[]> table)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(table.GetValueOrDefault(project, []));
        while (open.TryPop(out var next))
        {
            if (seen.Add(next))
            {
                Array.ForEach(table.GetValueOrDefault(next, []), open.Push);
            }
        }

        return seen;
    }

    public static IEnumerable<string> Findings(IEnumerable<ProjectFile> projects)
    {
        foreach (var project in projects.Where(p => p.IsProduct))
        {
            if (!Allowed.Arrows.ContainsKey(project.Name))
            {
                yield return $"{project.Name} is not in Allowed.Arrows: add it with the projects it may use";
                continue;
            }

            var reach = Reach(project.Name, Allowed.Arrows);
            foreach (var used in project.Uses.Where(used => !reach.Contains(used)))
            {
                yield return $"{project.Name} uses {used}; allowed are: {string.Join(", ", reach.Order(StringComparer.Ordinal))}";
            }
        }
    }
}
