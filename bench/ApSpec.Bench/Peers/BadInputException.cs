namespace ApSpec.Bench.Peers;

/// <summary>The user's input or machine lacks something: one line, exit code 2.</summary>
internal sealed class BadInputException(string message) : Exception(message);
