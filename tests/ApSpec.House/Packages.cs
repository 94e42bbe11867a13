namespace ApSpec.House;

/// <summary>Who names which package, judged against the tables of <see cref="Allowed"/>.</summary>
internal static class Packages
{
    public static IEnumerable<string> Findings(IEnumerable<ProjectFile> projects)
    {
        foreach (var project in projects)
        {
            foreach (var package in project.Packages)
            {
                var users = Allowed.PackageUsers.GetValueOrDefault(package, []);
                if (!users.Contains(project.Name) && (project.IsProduct || !users.Contains(project.Room)))
                {
                    yield return $"{project.Name} names {package}; allowed in: {(users.Length == 0 ? "no project" : string.Join(", ", users))}";
                }

                if (Allowed.WithoutPackages.Contains(project.Name))
                {
                    yield return $"{project.Name} names {package} but has no packages at all";
                }
            }
        }
    }
}
