namespace ApSpec.Cli;

/// <summary>The forms in which a review is printed.</summary>
internal enum ReviewForm
{
    /// <summary>One screen.</summary>
    Screen,

    /// <summary>The screen, and the tables of new causes.</summary>
    Full,

    /// <summary>The text of a reply.</summary>
    Mail,

    /// <summary>One line for each finding, as checkpatch prints it.</summary>
    Terse,

    /// <summary>JSON, one object a line.</summary>
    Json,
}
