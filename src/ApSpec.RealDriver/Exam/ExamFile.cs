using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Exam;

/// <summary>Reads an exam: a JSON array of <see cref="ExamEntry"/>.</summary>
public static class ExamFile
{
    /// <summary>Bytes of a file, at most.</summary>
    public const int BytesMax = 4 << 20;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>The entries; default with an error when the file is malformed.</summary>
    public static ImmutableArray<ExamEntry> Parse(string name, ReadOnlySpan<byte> bytes, out InputError? error)
    {
        error = null;
        try
        {
            var entries = JsonSerializer.Deserialize<ImmutableArray<ExamEntry>>(bytes, Options);
            if (Problem(entries) is { Length: > 0 } problem)
                error = new InputError(name, 0, problem);
            return error is null ? entries : default;
        }
        catch (JsonException e)
        {
            error = new InputError(name, (int)(e.LineNumber ?? 0) + 1, $"an array of objects with name, class, source, says, touches and edits is expected: {e.Message}");
            return default;
        }
    }

    private static string Problem(ImmutableArray<ExamEntry> entries)
    {
        if (entries.IsDefaultOrEmpty)
            return "has no entry";
        if (entries.GroupBy(entry => entry.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return $"{twice.Key} stands twice";
        foreach (var entry in entries)
        {
            if (entry.Edits.IsDefaultOrEmpty)
                return $"{entry.Name}: edits: at least one is needed";
            if (entry.Edits.Select(edit => edit.Problem()).FirstOrDefault(problem => problem.Length > 0) is { } problem)
                return $"{entry.Name}: {problem}";
        }

        return "";
    }
}
