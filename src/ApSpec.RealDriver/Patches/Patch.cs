using System.Collections.Immutable;

namespace ApSpec.RealDriver.Patches;

/// <summary>One patch, from a mail or a file.</summary>
/// <param name="Place">The file and, when it holds several, the message: <c>series.mbox, message 2</c>.</param>
/// <param name="Subject">Its subject without the tag in brackets; empty for a bare diff.</param>
public sealed record Patch(string Place, string Subject)
{
    /// <summary>Its author, with the address; null when unknown.</summary>
    public string? Author { get; init; }

    /// <summary>The mail's Message-ID, without angle brackets; null when it has none.</summary>
    public string? MessageId { get; init; }

    /// <summary>The version of its series, from 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Its place in its series, from 1; null when it stands alone.</summary>
    public int? Number { get; init; }

    /// <summary>How many patches its series has.</summary>
    public int? Count { get; init; }

    /// <summary>The commit it applies to, from the <c>base-commit:</c> line of the patch or its cover letter; null when there is none.</summary>
    public string? BaseCommit { get; init; }

    /// <summary>True when the mail is a reply.</summary>
    public bool IsReply { get; init; }

    /// <summary>The files that it changes.</summary>
    internal ImmutableArray<FileDiff> Files { get; init; } = [];

    /// <summary>Its name in a list of patches: <c>2/3 ("subject")</c>.</summary>
    public string Title => (Number, Subject) switch
    {
        (null, "") => Place,
        (null, var subject) => $"\"{subject}\"",
        ({ } number, var subject) => $"{number}/{Count} (\"{subject}\")",
    };
}
